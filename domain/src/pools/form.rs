//! The form of a pool, as it was typed, and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::check::{self, MOST_SESSIONS};
use super::{ALWAYS_ON, AUTO_STOP, Changes, DISABLED, ENABLED, MODE_WHEN_STOPPED, New, Pool};
use crate::fault::FieldError;
use crate::ids::{DirectoryKey, ScopeKey};
use crate::resource::Resource;
use crate::tags;

/// Characters of a description, at most.
pub const DESCRIPTION_MOST: usize = 255;

/// The form: everything is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Its name, for a new one.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// `account/region/directory`.
    pub directory: String,
    /// `account/region/bundle`.
    pub bundle: String,
    /// User sessions that it is to have room for.
    pub desired: String,
    /// AUTO_STOP, ALWAYS_ON, or empty: as it is, or as the service decides.
    pub mode: String,
    /// ENABLED, DISABLED, or empty: as it is, or as the service decides.
    pub app_settings: String,
    /// The settings group.
    pub group: String,
    /// Seconds after people disconnect.
    pub disconnect: String,
    /// Seconds before people who do nothing are disconnected.
    pub idle: String,
    /// Seconds at the latest.
    pub longest: String,
    /// One a line: `key = value`; for a new one.
    pub tags: String,
}

/// What was wished for, and what is wrong with it.
#[derive(Default)]
struct Read {
    changes: Changes,
    wrong: Vec<FieldError>,
}

impl Read {
    fn refuse(&mut self, field: &str, why: impl Into<String>) {
        self.wrong.push(FieldError::at(field, why));
    }
}

impl Form {
    /// A pool as it is, to be changed.
    #[must_use]
    pub fn of(pool: &Resource<Pool>) -> Self {
        let (scope, item) = (&pool.key.scope, &pool.item);
        let number = |seconds: Option<i64>| seconds.map(|seconds| seconds.to_string()).unwrap_or_default();
        Self {
            name: pool.name.clone(),
            description: item.description.clone(),
            directory: format!("{scope}/{}", pool.directory),
            bundle: format!("{scope}/{}", item.bundle),
            desired: item.desired_sessions.to_string(),
            mode: item.running_mode.clone(),
            app_settings: item.application_settings.status.clone(),
            group: item.application_settings.group.clone(),
            disconnect: number(item.timeouts.disconnect),
            idle: number(item.timeouts.idle),
            longest: number(item.timeouts.longest),
            tags: String::new(),
        }
    }

    /// A new pool, and where.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn create(&self) -> Result<(ScopeKey, New), Vec<FieldError>> {
        let name = self.name.trim();
        let mut read = Read::default();
        if let Some(why) = check::name(name) {
            read.refuse("name", why);
        }
        let directory = self.directory.trim().parse::<DirectoryKey>().ok();
        if directory.is_none() {
            read.refuse("directory", "Choose a directory for pools.");
        }
        let scope = directory.as_ref().map(|key| &key.scope);
        self.read(&mut read, scope);
        if read.changes.bundle.is_none() && !read.wrong.iter().any(|error| error.field == "bundle") {
            read.refuse("bundle", "Choose a bundle.");
        }
        if read.changes.desired.is_none() && self.desired.trim().is_empty() {
            read.refuse("desired", "Say how many people are to work at once.");
        }
        let tags = tags::parse(&self.tags).unwrap_or_else(|errors| {
            read.wrong.extend(errors.into_iter().map(|error| FieldError::at("tags", error)));
            Vec::new()
        });
        let Some(directory) = directory.filter(|_| read.wrong.is_empty()) else { return Err(read.wrong) };
        let settings = Changes { directory: Some(directory.id.to_string()), ..read.changes };
        Ok((directory.scope, New { name: name.to_owned(), settings, tags }))
    }

    /// What is to be other than it is.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn update(&self, pool: &Resource<Pool>) -> Result<Changes, Vec<FieldError>> {
        let mut read = Read::default();
        let (scope, item) = (&pool.key.scope, &pool.item);
        self.read(&mut read, Some(scope));
        if self.description.trim().is_empty() && item.description.is_empty() {
            read.wrong.retain(|error| error.field != "description");
        }
        match self.directory.trim().parse::<DirectoryKey>() {
            Ok(key) if key.scope == *scope => read.changes.directory = Some(key.id.to_string()),
            Ok(_) => read.refuse("directory", "Choose a directory of the pool's account and region."),
            Err(_) => {}
        }
        let mut wish = read.changes;
        let other = |wished: Option<String>, is: &str| wished.filter(|wished| wished != is);
        wish.description = other(wish.description, &item.description);
        wish.bundle = other(wish.bundle, &item.bundle);
        wish.directory = other(wish.directory, &pool.directory);
        wish.mode = other(wish.mode, &item.running_mode);
        wish.desired = wish.desired.filter(|wished| *wished != item.desired_sessions);
        let settings = &item.application_settings;
        wish.application_settings = wish.application_settings.filter(|(status, group)| {
            let group = group.as_ref().is_some_and(|group| *group != settings.group);
            *status != settings.status || group
        });
        let timeouts = &item.timeouts;
        wish.disconnect = wish.disconnect.filter(|wished| Some(*wished) != timeouts.disconnect);
        wish.idle = wish.idle.filter(|wished| Some(*wished) != timeouts.idle);
        wish.longest = wish.longest.filter(|wished| Some(*wished) != timeouts.longest);
        if wish.mode.is_some() && pool.state != "STOPPED" {
            read.wrong.push(FieldError::at("mode", MODE_WHEN_STOPPED));
        }
        if read.wrong.is_empty() { Ok(wish) } else { Err(read.wrong) }
    }

    /// What a new pool and one that is there have in common.
    fn read(&self, to: &mut Read, scope: Option<&ScopeKey>) {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let description = self.description.trim();
        match check::description(description) {
            Some(why) => to.refuse("description", why),
            None => to.changes.description = text(description),
        }
        match (text(&self.bundle).as_deref().and_then(|key| key.rsplit_once('/')), scope) {
            (Some((place, bundle)), Some(scope)) if place == scope.to_string() => {
                to.changes.bundle = text(bundle);
            }
            (Some(_), Some(_)) => {
                to.refuse("bundle", "Choose a bundle of the directory's account and region.");
            }
            _ => {}
        }
        let seconds = [
            ("disconnect", &self.disconnect, 60..=36_000),
            ("idle", &self.idle, 0..=36_000),
            ("longest", &self.longest, 600..=432_000),
            ("desired", &self.desired, 0..=MOST_SESSIONS),
        ];
        let mut read = [None; 4];
        for (at, (field, typed, range)) in seconds.into_iter().enumerate() {
            match check::number(typed, range) {
                Ok(number) => read[at] = number,
                Err(why) => to.refuse(field, why),
            }
        }
        let [disconnect, idle, longest, desired] = read;
        to.changes.disconnect = disconnect;
        to.changes.idle = idle;
        to.changes.longest = longest;
        to.changes.desired = desired;
        match self.mode.trim() {
            "" => {}
            mode @ (AUTO_STOP | ALWAYS_ON) => to.changes.mode = text(mode),
            other => to.refuse("mode", format!("“{other}” is no running mode of a pool.")),
        }
        let group = text(&self.group);
        match self.app_settings.trim() {
            "" if group.is_some() => {
                to.refuse("group", "A group says where settings are kept: say that they are to be kept.");
            }
            "" => {}
            ENABLED => match group.as_deref().and_then(check::group) {
                Some(why) => to.refuse("group", why),
                None => to.changes.application_settings = Some((ENABLED.to_owned(), group)),
            },
            // A group that stands in the form from before says nothing any more.
            DISABLED => to.changes.application_settings = Some((DISABLED.to_owned(), None)),
            other => to.refuse("app_settings", format!("“{other}” is no choice.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pools::Timeouts;

    fn whole() -> Form {
        Form {
            name: "sales".into(),
            description: "Sales (Dublin)".into(),
            directory: "1/eu-west-1/wsd-12345678".into(),
            bundle: "1/eu-west-1/wsb-12345678".into(),
            desired: "12".into(),
            ..Form::default()
        }
    }

    fn pool() -> Resource<Pool> {
        Resource {
            key: "1/eu-west-1/pool/wspool-123456789".parse().unwrap(),
            account_name: "one".into(),
            name: "sales".into(),
            directory: "wsd-12345678".into(),
            state: "RUNNING".into(),
            tags: None,
            as_of: crate::at::At(0),
            job: None,
            item: Pool {
                description: "Sales".into(),
                bundle: "wsb-12345678".into(),
                running_mode: AUTO_STOP.into(),
                desired_sessions: 12,
                timeouts: Timeouts { disconnect: Some(900), idle: Some(0), longest: Some(57_600) },
                ..Pool::default()
            },
        }
    }

    #[test]
    fn what_is_typed_is_what_is_wished_for() {
        let form = Form { app_settings: ENABLED.into(), group: "sales".into(), idle: "0".into(), ..whole() };
        let (scope, new) = form.create().unwrap();
        assert_eq!(scope.to_string(), "1/eu-west-1");
        assert_eq!(
            (new.settings.desired, new.settings.idle, new.settings.longest),
            (Some(12), Some(0), None)
        );
        assert_eq!(new.settings.application_settings, Some((ENABLED.into(), Some("sales".into()))));
        assert_eq!(new.settings.directory.as_deref(), Some("wsd-12345678"));
    }

    #[test]
    fn what_the_service_refuses_is_said_at_its_field() {
        let form = Form {
            name: "-x".into(),
            description: "Sales & more".into(),
            directory: String::new(),
            bundle: String::new(),
            desired: "-1".into(),
            mode: "MANUAL".into(),
            group: "x".into(),
            disconnect: "59".into(),
            idle: "36001".into(),
            longest: "ten".into(),
            tags: "aws:x = 1".into(),
            ..Form::default()
        };
        let mut fields: Vec<_> = form.create().unwrap_err().into_iter().map(|error| error.field).collect();
        fields.sort();
        let all = [
            "bundle",
            "description",
            "desired",
            "directory",
            "disconnect",
            "group",
            "idle",
            "longest",
            "mode",
            "name",
            "tags",
        ];
        assert_eq!(fields, all);
        let elsewhere = Form { bundle: "1/us-east-1/wsb-12345678".into(), ..whole() };
        assert_eq!(elsewhere.create().unwrap_err()[0].field, "bundle");
    }

    #[test]
    fn only_what_is_other_is_changed() {
        let pool = pool();
        let same = Form::of(&pool);
        assert_eq!(same.update(&pool).unwrap(), Changes::default());
        let form = Form { desired: "20".into(), longest: "3600".into(), ..same.clone() };
        let wish = form.update(&pool).unwrap();
        assert_eq!(wish, Changes { desired: Some(20), longest: Some(3_600), ..Changes::default() });
        assert_eq!(wish.diff(Some((&pool.directory, &pool.item))).len(), 2);
        let form = Form { mode: ALWAYS_ON.into(), ..same };
        assert_eq!(form.update(&pool).unwrap_err()[0].field, "mode");
        assert!(form.update(&Resource { state: "STOPPED".into(), ..pool }).is_ok());
    }
}
