//! What are pages made of? Parts that know no address, no door and no slice.
//!
//! Native elements first; every part is a class or two of `style/ui/`. No part sets a `style` attribute: the
//! content policy forbids it.

pub mod badge;
pub mod button;
pub mod card;
pub mod chosen;
pub mod clock;
pub mod copy;
pub mod dialog;
pub mod download;
pub mod empty;
pub mod field;
pub mod file;
pub mod grouped;
pub mod icon;
pub mod menu;
pub mod notice;
pub mod pager;
pub mod plain;
pub mod progress;
pub mod scripts;
pub mod table;
pub mod tabs;
pub mod textarea;
pub mod toast;
pub mod token;
