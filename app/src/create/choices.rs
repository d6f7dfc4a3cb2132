//! The words of what can be chosen, grouped by account and region.

use domain::estate::{Bundle, Catalog, Directory};
use domain::ids::ScopeKey;

use crate::ui::grouped::Group;

/// Directories by account and region.
pub fn directory_groups(catalog: &Catalog) -> Vec<Group> {
    let of_scope = |scope: &ScopeKey| {
        let here = catalog.directories.iter().filter(|directory| directory.key.scope == *scope);
        here.map(|directory| (directory.key.to_string(), directory_words(directory))).collect()
    };
    grouped(catalog, of_scope)
}

/// Bundles by account and region.
pub fn bundle_groups(catalog: &Catalog) -> Vec<Group> {
    let of_scope = |scope: &ScopeKey| {
        let here = catalog.bundles.iter().filter(|bundle| bundle.scope == *scope);
        // Amazon's bundles have the same ids in all accounts of a region: with its place, each value is there once.
        here.map(|bundle| (format!("{scope}/{}", bundle.id), bundle_words(bundle))).collect()
    };
    grouped(catalog, of_scope)
}

/// One group for each account and region that has a directory, in the order of their names.
fn grouped(catalog: &Catalog, of_scope: impl Fn(&ScopeKey) -> Vec<(String, String)>) -> Vec<Group> {
    let mut scopes: Vec<(&str, &ScopeKey)> = catalog
        .directories
        .iter()
        .map(|directory| (&*directory.account_name, &directory.key.scope))
        .collect();
    scopes.sort();
    scopes.dedup();
    let groups = scopes.into_iter().map(|(account_name, scope)| Group {
        key: scope.to_string(),
        label: format!("{account_name} · {}", scope.region),
        options: of_scope(scope),
    });
    groups.filter(|group| !group.options.is_empty()).collect()
}

fn directory_words(directory: &Directory) -> String {
    let words = format!("{} ({})", directory.name, directory.key.id);
    if directory.state == "REGISTERED" { words } else { format!("{words}: {}", directory.state) }
}

fn bundle_words(bundle: &Bundle) -> String {
    let mut words = vec![bundle.name.clone()];
    words.extend(bundle.compute.as_ref().map(|compute| compute.word().to_owned()));
    if let (Some(root), Some(user)) = (bundle.root_gib, bundle.user_gib) {
        words.push(format!("{root} + {user} GiB"));
    }
    if bundle.owner != "AMAZON" {
        words.push("own".to_owned());
    }
    words.join(" · ")
}

#[cfg(test)]
mod tests {
    use domain::ids::BundleId;
    use domain::words::Compute;

    use super::*;

    #[test]
    fn bundles_stand_with_the_directories_of_their_region() {
        let directory = |key: &str| Directory {
            key: key.parse().unwrap(),
            account_name: "production".into(),
            name: "corp.example.com".into(),
            state: "REGISTERED".into(),
            kind: "SIMPLE_AD".into(),
            workspaces: 3,
            settings: Default::default(),
        };
        let bundle = |scope: &str, id: &str| Bundle {
            scope: scope.parse().unwrap(),
            id: BundleId::new(id),
            name: "Performance".into(),
            owner: "AMAZON".into(),
            compute: Some(Compute::Performance),
            root_gib: Some(80),
            user_gib: Some(100),
            kind: None,
        };
        let catalog = Catalog {
            directories: vec![directory("1/eu-west-1/d-1"), directory("1/eu-west-1/d-2")],
            bundles: vec![bundle("1/eu-west-1", "wsb-1"), bundle("1/us-east-1", "wsb-2")],
        };
        assert_eq!(directory_groups(&catalog)[0].options.len(), 2);
        let groups = bundle_groups(&catalog);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].label, "production · eu-west-1");
        let (id, words) = &groups[0].options[0];
        assert_eq!((&**id, &**words), ("1/eu-west-1/wsb-1", "Performance · Performance · 80 + 100 GiB"));
    }
}
