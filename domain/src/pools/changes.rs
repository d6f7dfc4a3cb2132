//! How is a pool to be? What a new one is made of, and what of one that is there is to be other than it is.

use serde::{Deserialize, Serialize};

use super::{ENABLED, Pool};
use crate::resource::Diff;
use crate::tags::Tag;

/// A pool to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct New {
    /// Its name, which no other pool of the account and region has.
    pub name: String,
    /// What it is of, and how it is to be; description, bundle, directory and sessions are always there.
    pub settings: Changes,
    /// Its tags.
    pub tags: Vec<Tag>,
}

/// What of a pool is to be other than it is; what is `None` stays, or is the service's to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// What it is for.
    pub description: Option<String>,
    /// The bundle's id.
    pub bundle: Option<String>,
    /// The directory's id.
    pub directory: Option<String>,
    /// User sessions that it is to have room for.
    pub desired: Option<i64>,
    /// AUTO_STOP or ALWAYS_ON.
    pub mode: Option<String>,
    /// ENABLED or DISABLED, and the group, if one is named.
    pub application_settings: Option<(String, Option<String>)>,
    /// Seconds after people disconnect.
    pub disconnect: Option<i64>,
    /// Seconds before people who do nothing are disconnected.
    pub idle: Option<i64>,
    /// Seconds at the latest.
    pub longest: Option<i64>,
}

impl Changes {
    /// What the plan shows of them, beside a pool as it is; `None`: it is not there yet.
    #[must_use]
    pub fn diff(&self, now: Option<(&str, &Pool)>) -> Vec<Diff> {
        let text =
            |of: fn(&Pool) -> &str| now.map(|(_, pool)| of(pool).to_owned()).filter(|text| !text.is_empty());
        let number = |of: fn(&Pool) -> Option<i64>| now.and_then(|(_, pool)| of(pool)).map(|n| n.to_string());
        let wished = |number: Option<i64>| number.map(|number| number.to_string());
        let directory = now.map(|(directory, _)| directory.to_owned()).filter(|text| !text.is_empty());
        let (status, group) = self.application_settings.clone().unzip();
        let all = [
            ("description", text(|pool| &pool.description), self.description.clone()),
            ("bundle", text(|pool| &pool.bundle), self.bundle.clone()),
            ("directory", directory, self.directory.clone()),
            ("desired sessions", number(|pool| Some(pool.desired_sessions)), wished(self.desired)),
            ("running mode", text(|pool| &pool.running_mode), self.mode.clone()),
            ("application settings", text(|pool| &pool.application_settings.status), status),
            ("settings group", text(|pool| &pool.application_settings.group), group.flatten()),
            ("disconnect timeout (s)", number(|pool| pool.timeouts.disconnect), wished(self.disconnect)),
            ("idle timeout (s)", number(|pool| pool.timeouts.idle), wished(self.idle)),
            ("longest session (s)", number(|pool| pool.timeouts.longest), wished(self.longest)),
        ];
        let changed = all.into_iter().filter(|(_, _, after)| after.is_some());
        changed.filter_map(|(field, before, after)| Diff::of(field, before, after)).collect()
    }

    /// What they are about, to stand in a list of steps.
    pub(super) fn words(&self) -> String {
        let names: Vec<_> = self.diff(None).into_iter().map(|diff| diff.field).collect();
        names.join(", ")
    }

    /// Whether a pool is so.
    pub(super) fn are_met(&self, directory: &str, pool: &Pool) -> bool {
        fn is<T: PartialEq>(wished: Option<&T>, shown: &T) -> bool {
            wished.is_none_or(|wished| wished == shown)
        }
        let settings = &pool.application_settings;
        let kept = self.application_settings.as_ref().is_none_or(|(status, group)| {
            // AWS picks a group where none is named, and shows none where nothing is kept.
            *status == settings.status && (status != ENABLED || is(group.as_ref(), &settings.group))
        });
        is(self.description.as_ref(), &pool.description)
            && is(self.bundle.as_ref(), &pool.bundle)
            && self.directory.as_ref().is_none_or(|wished| wished == directory)
            && is(self.desired.as_ref(), &pool.desired_sessions)
            && is(self.mode.as_ref(), &pool.running_mode)
            && kept
            && is(self.disconnect.map(Some).as_ref(), &pool.timeouts.disconnect)
            && is(self.idle.map(Some).as_ref(), &pool.timeouts.idle)
            && is(self.longest.map(Some).as_ref(), &pool.timeouts.longest)
    }
}
