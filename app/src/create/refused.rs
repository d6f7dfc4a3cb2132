//! Which rows of the list are refused, and how are they mended? Each is a form in its place on the plan's page.

use domain::count;
use domain::create::{Cell, Column, Refusals, Row};
use domain::words::Tone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::doors;
use crate::door::Refusal;
use crate::paths;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::notice::{FaultNotice, Notice};

/// The refused rows of a plan, from the one on that the address names.
pub type Read = Resource<Option<Result<Refusals, Refusal>>>;

/// Reads the refused rows of the plan that a page shows, and again with each `version`.
pub fn refused_rows<V>(
    plan: impl Fn() -> Option<i64> + Send + Sync + 'static,
    version: impl Fn() -> V + Send + Sync + 'static,
) -> Read
where
    V: PartialEq + Clone + Send + Sync + 'static,
{
    let query = use_query_map();
    let after = move || query.with(|query| query.get("refused")?.parse::<i64>().ok()).unwrap_or_default();
    Resource::new(
        move || (plan(), after(), version()),
        |(plan, after, _)| async move { Some(doors::refused(plan?, after).await) },
    )
}

/// The refused rows; nothing when there are none. `is_done` says that the plan has become a job.
#[component]
pub fn RefusedRows(plan: i64, draft: Option<i64>, is_done: bool, refused: Read) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                Some(match refused.await? {
                    Ok(Refusals { total: 0, .. }) => ().into_any(),
                    Ok(refusals) => view! { <Found plan draft is_done refusals/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                })
            })}
        </Transition>
    }
}

#[component]
fn Found(plan: i64, draft: Option<i64>, is_done: bool, refusals: Refusals) -> impl IntoView {
    let Refusals { total, rows, next } = refusals;
    let title = match total {
        1 => "1 row of the list is refused.".to_owned(),
        many => format!("{} rows of the list are refused.", count::words(many)),
    };
    let words = if is_done {
        "They are no part of the job: download them, mend them, and give them to the form again."
    } else {
        "The others can be confirmed without them. Mend them here, or download them, mend them, and give them to the form."
    };
    let rows = rows.into_iter().map(|row| view! { <Mend plan draft is_done row/> }).collect_view();
    let more = next.map(|after| {
        view! { <LinkButton href=paths::plan_refused(plan, draft, after)>"The next ones"</LinkButton> }
    });
    view! {
        <section id="refused" class="refused" aria-label="Refused rows">
            <Notice tone=Tone::Warn title=title>
                " "{words}" "
                <a href=paths::refused_csv(plan) rel="external">"Download the refused as CSV"</a>
            </Notice>
            {rows}
            {more}
        </section>
    }
}

/// One row: what is wrong with it, and its cells to be mended.
#[component]
fn Mend(plan: i64, draft: Option<i64>, is_done: bool, row: Row) -> impl IntoView {
    let title = format!("Line {}: {}", row.line, row.label());
    let (line, label) = (row.line, title.clone());
    let whole = row.errors.iter().filter(|error| error.field.is_empty());
    let whole =
        whole.map(|error| view! { <p class="field-error">{error.message.clone()}</p> }).collect_view();
    let (open, others) = fields(&row);
    let draw = |fields: Vec<MendField>, from: usize| {
        let draw = move |(at, field)| view! { <One line at field is_done/> };
        (from..).zip(fields).map(draw).collect_view()
    };
    let count = open.len();
    let has_others = !others.is_empty();
    let open = draw(open, 0);
    let others = draw(others, count);
    view! {
        <form
            method="post"
            action=paths::MEND_DOOR
            class="card mend"
            id=format!("refused-{line}")
            aria-label=label
            autocomplete="off"
        >
            <h2 class="card-head">{title}</h2>
            <div class="card-body">
                <input type="hidden" name="plan" value=plan.to_string()/>
                <input type="hidden" name="line" value=line.to_string()/>
                {draft.map(|draft| view! { <input type="hidden" name="draft" value=draft.to_string()/> })}
                {whole}
                <div class="fields">{open}</div>
                <details hidden=!has_others>
                    <summary>"Other columns"</summary>
                    <div class="fields">{others}</div>
                </details>
                {(!is_done).then(|| view! { <Button look=Look::Plain>"Check again"</Button> })}
            </div>
        </form>
    }
}

/// A cell to be mended, with what is wrong with it.
struct MendField {
    column: Column,
    text: String,
    errors: Vec<String>,
}

/// The cells that say something or are wrong, and the others.
fn fields(row: &Row) -> (Vec<MendField>, Vec<MendField>) {
    let wrong = row.errors.iter().filter_map(|error| Column::head_of(&error.field));
    let mut cells = row.cells.clone();
    for column in wrong {
        // What the form says is wrong for this row alone.
        if !cells.iter().any(|cell| cell.column == column) {
            cells.push(Cell { column, text: String::new() });
        }
    }
    let field = |Cell { column, text }| {
        let head = column.head();
        let errors = row.errors.iter().filter(|error| error.field == head);
        MendField { errors: errors.map(|error| error.message.clone()).collect(), column, text }
    };
    cells.into_iter().map(field).partition(|field| !field.text.is_empty() || !field.errors.is_empty())
}

#[component]
fn One(line: usize, at: usize, field: MendField, is_done: bool) -> impl IntoView {
    let MendField { column, text, errors } = field;
    let id = format!("refused-{line}-{at}");
    let error_id = format!("{id}-error");
    let is_wrong = !errors.is_empty();
    let head = column.head();
    let errors = errors.into_iter().map(|error| view! { <p>{error}</p> }).collect_view();
    view! {
        <div class="field" class:wrong=is_wrong>
            <label for=id.clone()>{head.clone()}</label>
            <input type="hidden" name=format!("cells[{at}][column]") value=head/>
            <input
                id=id
                name=format!("cells[{at}][text]")
                value=text
                readonly=is_done
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=is_wrong.then(|| error_id.clone())
                aria-invalid=is_wrong.then_some("true")
            />
            <div class="field-error" id=error_id>{errors}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::FieldError;

    use super::*;

    #[test]
    fn what_is_wrong_can_be_mended_though_the_list_has_no_such_column() {
        let cell =
            |head: &str, text: &str| Cell { column: Column::head_of(head).unwrap(), text: text.to_owned() };
        let row = Row {
            line: 4,
            cells: vec![cell("user", "ann"), cell("bundle", "")],
            errors: vec![FieldError { field: "root_gib".into(), message: "No.".into() }],
        };
        let (open, others) = fields(&row);
        let heads = |fields: &[MendField]| fields.iter().map(|field| field.column.head()).collect::<Vec<_>>();
        assert_eq!(
            (heads(&open), heads(&others)),
            (vec!["user".into(), "root_gib".into()], vec!["bundle".into()])
        );
    }
}
