//! Is the process locked, fair and orderly? Real requests through the whole router, on a database of their own.
#![cfg(test)]

mod account;
mod addresses;
mod audit;
mod audit_verify;
mod create_list;
mod credentials;
mod csrf;
mod files;
mod from_csv;
mod headers;
mod images;
mod lists;
mod live;
mod lookup;
mod order_rows;
mod plans;
mod pools;
mod registry;
mod resilience;
mod roles;
mod rows_csv;
mod sessions;
mod shell;
mod shell_changes;
mod shell_socket;
mod sso;
mod strangers;
mod tags;
mod try_now;
mod unwritten;
mod views;
mod world;
