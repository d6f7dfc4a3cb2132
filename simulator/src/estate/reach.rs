//! By which name do the demo organisation's people connect, and from where may they?

use serde_json::json;

use super::directories::Directory;
use crate::seeded::{BASE36, Dice};
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// The name by which people connect; its DNS record would say in which of the two regions.
const NAME: &str = "desktops.example.com";

/// Name, description and rules (range, description) of each IP access control group.
type Group = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

static GROUPS: [Group; 2] = [
    ("Offices", "Where we rent", &[("198.51.100.0/24", "Boston"), ("203.0.113.64/26", "Seattle")]),
    ("VPN", "People at home", &[("192.0.2.17/32", "the gateway")]),
];

/// An alias that leads to the largest directory, and the groups that it lets in: for the organisation's two regions in
/// America, so that there are regions with none as well.
pub fn install(scope: &mut Scope, account: &str, directories: &[Directory], born: i64) {
    if account != "production" || !scope.region.starts_with("us-") {
        return;
    }
    let Some(directory) = directories.first() else { return };
    let mut dice = Dice::new(0, &["reach", &scope.account, &scope.region]);
    let groups: Vec<Resource> = GROUPS.iter().map(|group| of(group, &mut dice, born)).collect();
    let ids: Vec<String> = groups.iter().map(|group| group.id.clone()).collect();
    let mut there = directory.resource(&scope.account, &scope.region, born);
    there.item["ipGroupIds"] = json!(ids);
    groups.into_iter().chain([there]).for_each(|one| scope.shelve(one));

    let id = format!("wsca-{}", dice.letters(BASE36, 9));
    let item = json!({
        "ConnectionString": NAME,
        "AliasId": id,
        "State": "CREATED",
        "OwnerAccountId": scope.account,
        "Associations": [{
            "AssociationStatus": "ASSOCIATED_WITH_OWNER_ACCOUNT",
            "AssociatedAccountId": scope.account,
            "ResourceId": directory.id,
            "ConnectionIdentifier": dice.letters(BASE36, 9),
        }],
    });
    scope.shelve(Resource::new(Kind::ConnectionAlias, &id, item, born));
    scope.shelve(Resource::new(Kind::ConnectionString, NAME, json!({}), born));
}

fn of(&(name, description, rules): &Group, dice: &mut Dice, born: i64) -> Resource {
    let rules: Vec<_> =
        rules.iter().map(|(range, words)| json!({ "ipRule": range, "ruleDesc": words })).collect();
    let id = format!("wsipg-{}", dice.letters(BASE36, 9));
    let item = json!({ "groupId": id, "groupName": name, "groupDesc": description, "userRules": rules });
    Resource::new(Kind::IpGroup, &id, item, born)
}
