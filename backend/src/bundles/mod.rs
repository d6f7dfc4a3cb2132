//! From which bundles can WorkSpaces be made, how much is each used, and how are they changed?

pub(crate) mod aws;
mod store;

use domain::access::{Person, Right};
use domain::bundles::{Bundle, Bundles, Form, OneBundle, Order, in_use};
use domain::fault::{Fault, FaultKind, FieldError};
use domain::images::{Image, not_ours};
use domain::resource::{Diff, Order as AnyOrder, Request, Resource, ResourceKey, ResourceKind, Target, Verb};

use crate::{Backend, resource};

/// All bundles that this person may see, and how much each is used.
///
/// # Errors
/// When the database fails.
pub async fn list(backend: &Backend, person: &Person) -> Result<Bundles, Fault> {
    let bundles = resource::list(backend, person, ResourceKind::Bundle).await?;
    let workspaces = store::workspaces(backend.db(), &person.reach(Right::Read)).await?;
    Ok(Bundles { bundles, workspaces })
}

/// One bundle, how much it is used, and the images that it could be made from.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn one(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<OneBundle, Fault> {
    let bundle = resource::one(backend, person, key).await?;
    let counted = store::workspaces(backend.db(), &person.reach(Right::Read)).await?;
    let workspaces = counted.get(&key.to_string()).copied().unwrap_or_default();
    let images = resource::list::<Image>(backend, person, ResourceKind::Image).await?.found.into_iter();
    let ready = images.filter(|image| {
        image.key.scope == key.scope && image.state == "AVAILABLE" && not_ours(image).is_none()
    });
    Ok(OneBundle { bundle, workspaces, images: ready.map(|image| (image.key.id, image.name)).collect() })
}

/// Plans a new bundle of an image; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`; `Conflict`, when the image belongs to another account.
pub async fn plan_create(
    backend: &Backend,
    person: &Person,
    image: &ResourceKey,
    form: &Form,
) -> Result<i64, Fault> {
    person.permit(Verb::CreateBundle.right())?;
    let order = form.create(&image.id).map_err(Fault::invalid)?;
    let image: Resource<Image> = resource::one(backend, person, image).await?;
    if let Some(why) = not_ours(&image) {
        return Err(Fault::new(FaultKind::Conflict, why));
    }
    let diff = match &order {
        Order::Create { description, compute, root_gib, user_gib, tags, .. } => {
            let gib = |gib: i64| format!("{gib} GiB");
            let tags: Vec<_> = tags.iter().map(|tag| format!("{} = {}", tag.key, tag.value)).collect();
            vec![
                Diff::of("image", None, Some(format!("{} ({})", image.name, image.key.id))),
                Diff::of("description", None, Some(description.clone())),
                Diff::of("compute", None, Some(compute.word().to_owned())),
                Diff::of("root volume", None, root_gib.map(gib)),
                Diff::of("user volume", None, Some(gib(*user_gib))),
                Diff::of("tags", None, Some(tags.join("\n")).filter(|words| !words.is_empty())),
            ]
        }
        _ => Vec::new(),
    };
    let target = Target {
        scope: image.key.scope,
        kind: ResourceKind::Bundle,
        id: None,
        name: form.name.trim().to_owned(),
        directory: String::new(),
    };
    plan(backend, person, target, order, diff).await
}

/// Plans another image for a bundle; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid` at `image`; `NotFound`; `Conflict`, when it is Amazon's.
pub async fn plan_image(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    image: &str,
) -> Result<i64, Fault> {
    person.permit(Verb::ChangeBundleImage.right())?;
    let OneBundle { bundle, images, .. } = one(backend, person, key).await?;
    changeable(&bundle)?;
    let named = |id: &str| {
        let name = images.iter().find(|(known, _)| known == id);
        name.map_or_else(|| id.to_owned(), |(id, name)| format!("{name} ({id})"))
    };
    if !images.iter().any(|(known, _)| known == image) {
        return Err(Fault::invalid(vec![FieldError::at("image", "Choose an image that is ready.")]));
    }
    let before = Some(named(&bundle.item.image)).filter(|_| !bundle.item.image.is_empty());
    let diff = vec![Diff::of("image", before, Some(named(image)))];
    let order = Order::SetImage(image.to_owned());
    let mut request = request(resource::target(&bundle), order, diff);
    if bundle.item.image == image {
        request.tasks.clear();
    }
    resource::plan(backend, person, vec![request]).await
}

/// Plans that a bundle be gone; says the plan's number. Nothing is sent.
///
/// # Errors
/// `NotFound`; `Conflict`, when WorkSpaces are on it or it is Amazon's.
pub async fn plan_delete(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<i64, Fault> {
    person.permit(Verb::DeleteBundle.right())?;
    let OneBundle { bundle, workspaces, .. } = one(backend, person, key).await?;
    changeable(&bundle)?;
    if let Some(why) = in_use(workspaces) {
        return Err(Fault::new(FaultKind::Conflict, why));
    }
    let image = Some(bundle.item.image.clone()).filter(|id| !id.is_empty());
    let diff = vec![Diff::of("image", image, None)];
    plan(backend, person, resource::target(&bundle), Order::Delete, diff).await
}

fn changeable(bundle: &Resource<Bundle>) -> Result<(), Fault> {
    bundle.item.fixed().map_or(Ok(()), |why| Err(Fault::new(FaultKind::Conflict, why)))
}

fn request(target: Target, order: Order, diff: Vec<Option<Diff>>) -> Request {
    Request::one(target, AnyOrder::Bundle(order), diff.into_iter().flatten().collect())
}

async fn plan(
    backend: &Backend,
    person: &Person,
    target: Target,
    order: Order,
    diff: Vec<Option<Diff>>,
) -> Result<i64, Fault> {
    resource::plan(backend, person, vec![request(target, order, diff)]).await
}
