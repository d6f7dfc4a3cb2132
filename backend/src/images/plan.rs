//! What is wished for images becomes a plan: right first, then the form, then the request with its differences.

use domain::access::Person;
use domain::fault::{Fault, FaultKind, FieldError};
use domain::ids::ScopeKey;
use domain::images::{CustomForm, Image, ImportForm, MakeForm, OneImage, Order, ShareForm, in_use, not_ours};
use domain::resource::{Diff, Order as AnyOrder, Request, Resource, ResourceKey, ResourceKind, Target, Verb};
use domain::tags::Tag;

use super::one;
use crate::{Backend, resource};

/// Plans the import of an EC2 image; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_import(backend: &Backend, person: &Person, form: &ImportForm) -> Result<i64, Fault> {
    person.permit(Verb::ImportImage.right())?;
    let import = form.check().map_err(Fault::invalid)?;
    let scope = resource::scope_of(backend, person, Verb::ImportImage.right(), &form.scope)?;
    let diff = told(&[
        ("description", &import.description),
        ("EC2 image", &import.ami),
        ("ingestion process", &import.process),
        ("application", import.application.as_deref().unwrap_or_default()),
        ("tags", &words(&import.tags)),
    ]);
    let target = new(scope, &import.name);
    plan(backend, person, vec![request(target, Order::Import(Box::new(import)), diff)]).await
}

/// Plans the import of a custom image; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_import_custom(backend: &Backend, person: &Person, form: &CustomForm) -> Result<i64, Fault> {
    person.permit(Verb::ImportCustomImage.right())?;
    let import = form.check().map_err(Fault::invalid)?;
    let scope = resource::scope_of(backend, person, Verb::ImportCustomImage.right(), &form.scope)?;
    let diff = told(&[
        ("description", &import.description),
        ("source", &import.source.value),
        ("operating system", &import.os),
        ("protocol", &import.protocol),
        ("compute", &import.compute),
        ("infrastructure configuration", &import.infrastructure),
        ("validation", import.validation.as_deref().unwrap_or_default()),
        ("tags", &words(&import.tags)),
    ]);
    let target = new(scope, &import.name);
    plan(backend, person, vec![request(target, Order::ImportCustom(Box::new(import)), diff)]).await
}

/// Plans copies of an image, one in each region that is named; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_copy(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &MakeForm,
) -> Result<i64, Fault> {
    person.permit(Verb::CopyImage.right())?;
    let order = form.copy(&key.id, key.scope.region.as_str()).map_err(Fault::invalid)?;
    let image: Resource<Image> = resource::one(backend, person, key).await?;
    let mut requests: Vec<Request> = Vec::with_capacity(form.to.len());
    for text in &form.to {
        let scope = text.parse::<ScopeKey>().ok();
        // The call is made where the copy shall be; an account copies for itself.
        let scope = scope.filter(|to| to.account == key.scope.account && backend.gateway(to).is_some());
        let Some(scope) = scope else {
            let message = format!("“{text}” is no region of this account that is watched.");
            return Err(Fault::invalid(vec![FieldError::at("to", message)]));
        };
        let source = format!("{} ({}, {})", image.name, key.id, key.scope.region);
        let diff = made(&order, &source);
        let name = form.name.trim();
        if requests.iter().all(|other| other.target.scope != scope) {
            requests.push(request(new(scope, name), order.clone(), diff));
        }
    }
    plan(backend, person, requests).await
}

/// Plans an image with updates; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`; `Conflict`, when it belongs to another account.
pub async fn plan_update(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &MakeForm,
) -> Result<i64, Fault> {
    person.permit(Verb::UpdateImage.right())?;
    let order = form.update(&key.id).map_err(Fault::invalid)?;
    let image = own(resource::one(backend, person, key).await?)?;
    let diff = made(&order, &format!("{} ({})", image.name, key.id));
    let target = new(key.scope.clone(), form.name.trim());
    plan(backend, person, vec![request(target, order, diff)]).await
}

/// Plans that another account may copy an image, or no longer; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`; `Conflict`, when it belongs to another account.
pub async fn plan_share(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &ShareForm,
) -> Result<i64, Fault> {
    person.permit(Verb::ShareImage.right())?;
    let order = form.check(key.scope.account.as_str()).map_err(Fault::invalid)?;
    let image = own(resource::one(backend, person, key).await?)?;
    let diff = match &order {
        Order::Share { account, on } => {
            let (may, not) = (Some("may copy it".to_owned()), Some("may not copy it".to_owned()));
            Diff::of(account, if *on { not.clone() } else { may.clone() }, if *on { may } else { not })
        }
        _ => None,
    };
    plan(backend, person, vec![request(resource::target(&image), order, Vec::from_iter(diff))]).await
}

/// Plans that an image be gone; says the plan's number. Nothing is sent.
///
/// # Errors
/// `NotFound`; `Conflict`, when bundles are made from it or it belongs to another account.
pub async fn plan_delete(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<i64, Fault> {
    person.permit(Verb::DeleteImage.right())?;
    let OneImage { image, used } = one(backend, person, key).await?;
    let image = own(image)?;
    if let Some(why) = in_use(&used) {
        return Err(Fault::new(FaultKind::Conflict, why));
    }
    let description = Some(image.item.description.clone()).filter(|text| !text.is_empty());
    let diff = Vec::from_iter(Diff::of("description", description, None));
    plan(backend, person, vec![request(resource::target(&image), Order::Delete, diff)]).await
}

async fn plan(backend: &Backend, person: &Person, requests: Vec<Request>) -> Result<i64, Fault> {
    resource::plan(backend, person, requests).await
}

fn request(target: Target, order: Order, diff: Vec<Diff>) -> Request {
    Request::one(target, AnyOrder::Image(order), diff)
}

fn new(scope: ScopeKey, name: &str) -> Target {
    Target { scope, kind: ResourceKind::Image, id: None, name: name.to_owned(), directory: String::new() }
}

/// One that another account shares can be copied and nothing else.
fn own(image: Resource<Image>) -> Result<Resource<Image>, Fault> {
    match not_ours(&image) {
        Some(why) => Err(Fault::new(FaultKind::Conflict, why)),
        None => Ok(image),
    }
}

/// What is told of an image that is made from another.
fn made(order: &Order, source: &str) -> Vec<Diff> {
    match order {
        Order::Copy { description, tags, .. } | Order::Update { description, tags, .. } => {
            told(&[("made from", source), ("description", description), ("tags", &words(tags))])
        }
        _ => Vec::new(),
    }
}

/// What is set of something new.
fn told(fields: &[(&str, &str)]) -> Vec<Diff> {
    let set = fields.iter().filter(|(_, value)| !value.is_empty());
    set.filter_map(|(field, value)| Diff::of(field, None, Some((*value).to_owned()))).collect()
}

fn words(tags: &[Tag]) -> String {
    let words: Vec<_> = tags.iter().map(|tag| format!("{} = {}", tag.key, tag.value)).collect();
    words.join("\n")
}
