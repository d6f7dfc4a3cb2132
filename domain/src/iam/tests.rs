//! Do the policies allow what is called, what is not called not, and do the files beside the documentation say so?

use super::*;

const FILES: &[(Policy, &str)] = &[
    (Policy::ReadOnly, include_str!("../../../docs/iam/read-only.json")),
    (Policy::HelpDesk, include_str!("../../../docs/iam/help-desk.json")),
    (Policy::Operator, include_str!("../../../docs/iam/operator.json")),
    (Policy::Full, include_str!("../../../docs/iam/full.json")),
];

#[test]
fn the_files_are_what_the_command_prints() {
    assert_eq!(FILES.len(), Policy::ALL.len());
    for (policy, file) in FILES {
        let kept: Value = serde_json::from_str(file).unwrap();
        let slug = policy.slug();
        assert_eq!(
            kept,
            policy.document(),
            "write it with `deskwarden policy {slug} > docs/iam/{slug}.json`"
        );
        assert_eq!(slug.parse::<Policy>(), Ok(*policy));
    }
    let page = include_str!("../../../docs/iam/README.md");
    assert_eq!(page, markdown(), "write it with `deskwarden policy table > docs/iam/README.md`");
}

#[test]
fn each_policy_allows_all_of_the_one_before_and_no_more_than_its_rights() {
    for pair in Policy::ALL.windows(2) {
        assert!(pair[0].actions().is_subset(&pair[1].actions()), "{pair:?}");
    }
    let only_looks = |action: &&str| READS.iter().any(|(read, _)| read == action);
    assert!(Policy::ReadOnly.actions().iter().all(only_looks));
    let acts: Vec<_> = Policy::HelpDesk.actions().into_iter().filter(|action| !only_looks(action)).collect();
    let expected = [
        "workspaces:RebootWorkspaces",
        "workspaces:StartWorkspaces",
        "workspaces:StartWorkspacesPool",
        "workspaces:StopWorkspaces",
        "workspaces:StopWorkspacesPool",
        "workspaces:TerminateWorkspacesPoolSession",
    ];
    assert_eq!(acts, expected);
    let operator = Policy::Operator.actions();
    assert!(operator.contains("workspaces:RebuildWorkspaces") && operator.contains("workspaces:CreateTags"));
    for destroys in ["workspaces:TerminateWorkspaces", "workspaces:CreateWorkspaces", "iam:PassRole"] {
        assert!(!operator.contains(destroys) && Policy::Full.actions().contains(destroys), "{destroys}");
    }
}

#[test]
fn a_document_holds_each_permission_once_and_limits_what_is_for_aws_to_use() {
    for policy in Policy::ALL {
        let document = policy.document();
        let statements = document["Statement"].as_array().unwrap();
        let listed = |statement: &Value| statement["Action"].as_array().unwrap().clone();
        let all: Vec<_> = statements.iter().flat_map(listed).collect();
        let once: BTreeSet<_> = all.iter().map(|action| action.as_str().unwrap()).collect();
        assert_eq!((all.len(), once), (policy.actions().len(), policy.actions()), "{policy:?}");
        for statement in statements {
            let lends = listed(statement).iter().any(|one| one == "iam:PassRole" || one == "kms:CreateGrant");
            assert_eq!(lends, statement.get("Condition").is_some(), "{statement}");
        }
    }
}

#[test]
fn what_is_needed_besides_belongs_to_an_operation_that_is_called() {
    let called = lines();
    for one in besides::all() {
        assert!(called.iter().any(|line| line.action == one.of), "{} is not called", one.of);
    }
    for line in &called {
        let creates =
            ["Create", "Import", "Copy"].iter().any(|word| line.action.contains(&format!(":{word}")));
        let tags = besides(line.action).any(|one| one.action == "workspaces:CreateTags");
        assert_eq!(tags, creates && line.action != "workspaces:CreateTags", "{}", line.action);
    }
}
