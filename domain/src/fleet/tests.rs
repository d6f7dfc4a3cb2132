use super::*;

#[test]
fn each_action_has_its_rule() {
    for action in Action::ALL {
        assert_eq!(action.rule().action, *action);
        assert_eq!(action.slug().parse::<Action>(), Ok(*action));
    }
}

#[test]
fn the_table_answers_with_reasons() {
    let auto = Some(&RunningMode::AutoStop);
    let always = Some(&RunningMode::AlwaysOn);
    assert_eq!(Action::Start.verdict(&State::Stopped, auto, None), Verdict::Yes);
    assert_eq!(Action::Start.verdict(&State::Available, auto, None), Verdict::No("is available".into()));
    assert!(matches!(Action::Stop.verdict(&State::Available, always, None), Verdict::No(_)));
    assert!(matches!(Action::Reboot.verdict(&State::Error, auto, None), Verdict::Warn(_)));
    assert!(matches!(Action::Reboot.verdict(&State::Rebooting, auto, Some(60_000)), Verdict::No(_)));
    assert!(matches!(Action::Reboot.verdict(&State::Rebooting, auto, Some(21 * 60_000)), Verdict::Warn(_)));
    assert!(matches!(Action::Terminate.verdict(&State::Suspended, auto, None), Verdict::No(_)));
    assert_eq!(Action::Rebuild.verdict(&State::Stopped, always, None), Verdict::Yes);
    assert!(matches!(Action::Rebuild.verdict(&State::AdminMaintenance, auto, None), Verdict::No(_)));
    assert_eq!(Action::EndMaintenance.verdict(&State::AdminMaintenance, auto, None), Verdict::Yes);
    assert!(matches!(Action::Terminate.verdict(&State::Other("NEW".into()), auto, None), Verdict::Warn(_)));
}
