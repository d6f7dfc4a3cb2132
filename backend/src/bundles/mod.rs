//! From which bundles can WorkSpaces be made?

pub(crate) mod aws;
