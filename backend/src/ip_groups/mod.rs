//! IP access control groups: from which addresses may people connect?

pub(crate) mod aws;

use domain::access::Person;
use domain::fault::Fault;
use domain::ip_groups::{Form, IpGroup, Order, Rule};
use domain::resource::{Diff, Order as AnyOrder, Request, ResourceKey, ResourceKind, Target, Verb};

use crate::{Backend, resource};

/// Plans a new group; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_create(backend: &Backend, person: &Person, form: &Form) -> Result<i64, Fault> {
    person.permit(Verb::CreateIpGroup.right())?;
    let order = form.create().map_err(Fault::invalid)?;
    let scope = resource::scope_of(backend, person, Verb::CreateIpGroup.right(), &form.scope)?;
    let name = form.name.trim().to_owned();
    let target = Target { scope, kind: ResourceKind::IpGroup, id: None, name, directory: String::new() };
    let diff = match &order {
        Order::Create { description, rules, .. } => {
            let description = Some(description.clone()).filter(|text| !text.is_empty());
            [Diff::of("description", None, description), Diff::of("rules", None, words(rules))]
        }
        _ => [None, None],
    };
    let diff = diff.into_iter().flatten().collect();
    resource::plan(backend, person, vec![Request::one(target, AnyOrder::IpGroup(order), diff)]).await
}

/// Plans other rules for a group; says the plan's number.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_rules(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &Form,
) -> Result<i64, Fault> {
    person.permit(Verb::ChangeIpRules.right())?;
    let order = form.change().map_err(Fault::invalid)?;
    let group = resource::one::<IpGroup>(backend, person, key).await?;
    let diff = match &order {
        Order::SetRules(rules) => Diff::of("rules", words(&group.item.rules), words(rules)),
        _ => None,
    };
    let mut request =
        Request::one(resource::target(&group), AnyOrder::IpGroup(order.clone()), Vec::from_iter(diff));
    if order.is_met(Some(&group.item)) {
        request.tasks.clear();
    }
    resource::plan(backend, person, vec![request]).await
}

/// Plans that a group be gone; says the plan's number.
///
/// # Errors
/// `NotFound`.
pub async fn plan_delete(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<i64, Fault> {
    person.permit(Verb::DeleteIpGroup.right())?;
    let group = resource::one::<IpGroup>(backend, person, key).await?;
    let diff = Diff::of("rules", words(&group.item.rules), None);
    let request =
        Request::one(resource::target(&group), AnyOrder::IpGroup(Order::Delete), Vec::from_iter(diff));
    resource::plan(backend, person, vec![request]).await
}

fn words(rules: &[Rule]) -> Option<String> {
    let words: Vec<_> = rules.iter().map(Rule::words).collect();
    Some(words.join("\n")).filter(|words| !words.is_empty())
}
