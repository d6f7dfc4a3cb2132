//! `deskwarden jobs`: which jobs are there, and how do the rows of one stand?

use domain::jobs::{Job, JobPage, JobState, StepState};

use super::{print, running};
use crate::cli::Jobs;
use crate::refusal::Refusal;

pub async fn run(options: &Jobs) -> Result<(), Refusal> {
    let console = running(&options.console)?;
    let Some(number) = options.number else {
        let query = options.before.map(|before| format!("?before={before}")).unwrap_or_default();
        let jobs: Vec<Job> = console.get(&format!("/jobs{query}")).await?;
        return if options.json { print::json(&jobs) } else { print::text(&listed(&jobs)) };
    };
    let only = options.only.map(|only| format!("only={}&", only.slug())).unwrap_or_default();
    let after = options.after.unwrap_or_default();
    let page: JobPage = console.get(&format!("/jobs/{number}?{only}after={after}")).await?;
    if options.json {
        return print::json(&page);
    }
    let only =
        options.only.map(|only| format!(" --only {}", only.slug().replace('_', "-"))).unwrap_or_default();
    let more = page
        .next
        .map(|next| format!("\nMore rows: deskwarden jobs {number}{only} --after {next}\n"))
        .unwrap_or_default();
    print::text(&format!("{}\n{}{more}", head(&page.job), print::job_rows(&page.rows)))
}

fn listed(jobs: &[Job]) -> String {
    if jobs.is_empty() {
        return "No jobs that you may see.\n".to_owned();
    }
    let row = |job: &Job| {
        vec![
            job.id.to_string(),
            state(job).to_owned(),
            counts(job),
            job.title(),
            job.by.clone(),
            job.at.absolute(),
        ]
    };
    print::table(
        &["job", "state", "rows", "what", "by", "submitted"],
        &jobs.iter().map(row).collect::<Vec<_>>(),
    )
}

/// A job in two lines: what, and how it stands.
pub fn head(job: &Job) -> String {
    let ended = job.ended.map(|at| format!(", ended {}", at.absolute())).unwrap_or_default();
    let eta = job.eta.map(|at| format!(", ends {} at the earliest", at.absolute())).unwrap_or_default();
    let opens = job.opens.map(|at| format!("Sends nothing before {}\n", at.absolute())).unwrap_or_default();
    let held = job.held.map(|held| format!("{}\n", held.words())).unwrap_or_default();
    format!(
        "Job {}: {}, submitted by {} on {}{ended}\n{}: {}{eta}\n{opens}{held}",
        job.id,
        job.title(),
        job.by,
        job.at.absolute(),
        state(job),
        counts(job)
    )
}

fn state(job: &Job) -> &'static str {
    match job.state {
        JobState::Running => "Running",
        JobState::Paused => "Paused",
        JobState::Ended => "Ended",
    }
}

/// `2 of 5 done, 1 refused`: what is not done is told by its own word.
fn counts(job: &Job) -> String {
    let mut words = vec![format!("{} of {} done", job.count(StepState::Done), job.total())];
    let others = job.counts.iter().filter(|(state, _)| *state != StepState::Done);
    words.extend(others.map(|(state, count)| format!("{count} {}", state.word().to_lowercase())));
    words.join(", ")
}
