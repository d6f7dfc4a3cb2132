//! One more like this: the form as it would have made a WorkSpace that is there, but for its user.

use super::Form;
use crate::ids::DirectoryKey;
use crate::tags;
use crate::words::RunningMode;
use crate::workspace::WorkSpace;

impl Form {
    /// A form that asks for another one like it. Whose it is, is left open. Tags of Amazon's and of ours are not copied.
    #[must_use]
    pub fn like(one: &WorkSpace) -> Self {
        let scope = &one.key.scope;
        let directory = DirectoryKey { scope: scope.clone(), id: one.directory.clone() };
        let gib = |gib: Option<i64>| gib.map(|gib| gib.to_string()).unwrap_or_default();
        let on = |is: bool| if is { "on".to_owned() } else { String::new() };
        let is_auto_stop = one.mode == Some(RunningMode::AutoStop);
        let has_gpu = one.compute.as_ref().is_some_and(crate::words::Compute::has_gpu);
        let is_encrypted = one.root_encrypted || one.user_encrypted;
        let copied = one.tags.iter().flatten().filter(|tag| tags::key_refusal(&tag.key, false).is_none());
        // A key with the sign that ends keys in the form cannot be said there.
        let copied = copied.filter(|tag| !tag.key.contains('='));
        let lines: Vec<_> = copied.map(|tag| format!("{} = {}", tag.key, tag.value)).collect();
        let (accelerator, preferred) = one.accelerator.clone().unzip();
        // Only an enabled one takes it.
        let preferred = preferred.flatten().filter(|_| accelerator.as_deref() == Some("ENABLED_AUTO"));
        Self {
            directory: directory.to_string(),
            bundle: format!("{scope}/{}", one.bundle),
            mode: one.mode.as_ref().map(|mode| mode.wire().to_owned()).unwrap_or_default(),
            auto_stop: gib(one.auto_stop_minutes.filter(|_| is_auto_stop)),
            compute: one.compute.as_ref().map(|compute| compute.wire().to_owned()).unwrap_or_default(),
            protocol: one
                .protocol
                .as_ref()
                .filter(|_| !has_gpu)
                .map(|protocol| protocol.wire().to_owned())
                .unwrap_or_default(),
            root_gib: gib(one.root_gib),
            user_gib: gib(one.user_gib),
            encrypt_root: on(one.root_encrypted),
            encrypt_user: on(one.user_encrypted),
            encryption_key: one.encryption_key.clone().filter(|_| is_encrypted).unwrap_or_default(),
            accelerator: accelerator.unwrap_or_default(),
            accelerator_protocol: preferred.unwrap_or_default(),
            nested_virtualization: on(one.nested_virtualization == Some(true)),
            tags: lines.join("\n"),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::Tag;
    use crate::words::{Compute, State};
    use crate::workspace::tests::some;

    #[test]
    fn all_but_the_user_and_the_tags_of_others_is_copied() {
        let mut one = some(State::Available, RunningMode::AutoStop, 175, 100, Compute::Power);
        let tag = |key: &str| Tag { key: key.to_owned(), value: "x".to_owned() };
        one.tags = Some(vec![tag("team"), tag("deskwarden:row"), tag("aws:createdBy"), tag("a=b")]);
        one.user_encrypted = true;
        one.encryption_key = Some("alias/k".into());
        one.accelerator = Some(("ENABLED_AUTO".into(), Some("TCP".into())));
        one.nested_virtualization = Some(true);
        let form = Form::like(&one);
        assert_eq!((form.accelerator.as_str(), form.accelerator_protocol.as_str()), ("ENABLED_AUTO", "TCP"));
        assert_eq!(form.nested_virtualization, "on");
        assert_eq!((form.people.as_str(), form.tags.as_str()), ("", "team = x"));
        assert_eq!((form.mode.as_str(), form.auto_stop.as_str()), ("AUTO_STOP", "60"));
        assert_eq!(
            (form.compute.as_str(), form.root_gib.as_str(), form.user_gib.as_str()),
            ("POWER", "175", "100")
        );
        assert_eq!((form.encrypt_root.as_str(), form.encrypt_user.as_str()), ("", "on"));
        assert_eq!(form.encryption_key, "alias/k");
        assert_eq!(form.bundle, "111122223333/eu-west-1/wsb-1");
        let always = some(State::Available, RunningMode::AlwaysOn, 80, 50, Compute::Standard);
        let inherits =
            WorkSpace { accelerator: Some(("INHERITED".into(), Some("INHERITED".into()))), ..always.clone() };
        assert_eq!(Form::like(&inherits).accelerator_protocol, "");
        assert_eq!(Form::like(&always).auto_stop, "");
    }
}
