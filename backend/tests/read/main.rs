//! What the console shows, read from real SQLite files, compared with what is in them.

// `cfg(test)` is always true here; it tells the lints that `unwrap` is a test's.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod brute;
#[cfg(test)]
mod counts;
#[cfg(test)]
mod creates;
#[cfg(test)]
mod doings;
#[cfg(test)]
mod estate;
#[cfg(test)]
mod files;
#[cfg(test)]
mod filters;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod listed;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod log;
#[cfg(test)]
mod overview;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod search;
#[cfg(test)]
mod tag_keys;
#[cfg(test)]
mod views;
#[cfg(test)]
mod world;
