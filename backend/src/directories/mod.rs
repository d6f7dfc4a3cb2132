//! Which directories are registered with WorkSpaces?

pub(crate) mod aws;
