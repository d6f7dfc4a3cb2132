//! How is the site put together? What every request can reach, and the order in which layers see it.

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use backend::Backend;
use leptos::config::LeptosOptions;
use leptos_axum::LeptosRoutes as _;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};

use crate::config::{Auth, Config, LimitsConfig, MetricsConfig};
use crate::front::Front;
use crate::limits::{self, Limits};
use crate::metrics::{self, Metrics};
use crate::places::Places;
use crate::sign_in::roles::Roles;
use crate::sign_in::{SignIn, local, oidc, session};
use crate::{
    account, assets, downloads, events, guard, headers, health, origin, pages, preferences, request_log,
    sign_in, way,
};

/// What every request can reach.
#[derive(Clone)]
pub struct Site {
    /// What the console knows how to do.
    pub backend: Backend,
    /// The way in.
    pub sign_in: SignIn,
    /// The way in in short, with all that it rests on: sessions of another one are worth nothing.
    pub way: Arc<str>,
    /// The roles of groups.
    pub roles: Arc<Roles>,
    /// The console's own name.
    pub front: Front,
    /// When sessions end.
    pub limits: session::Limits,
    /// Cancelled when the process is about to stop: not ready any more.
    pub draining: CancellationToken,
    /// Cancelled when streams are to end.
    pub closing: CancellationToken,
    /// Grows whenever somebody signs out, so that streams look whether it was theirs.
    pub sessions_ended: watch::Sender<u64>,
    /// The streams that are open, by person.
    pub places: Arc<Places>,
    /// How much may be asked for.
    pub asked: Arc<Limits>,
    /// How the console fares.
    pub metrics: Arc<Metrics>,
    leptos: LeptosOptions,
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.leptos.clone()
    }
}

impl Site {
    /// A site on this machine that asks this backend and lets people in this way.
    #[must_use]
    pub fn new(backend: Backend, sign_in: SignIn) -> Self {
        let auth = Auth { mode: sign_in.mode(), ..Auth::default() };
        Self {
            backend,
            sign_in,
            way: way::of(&auth).into(),
            roles: Arc::default(),
            front: Front::Loopback,
            limits: session::Limits::from(&auth),
            draining: CancellationToken::new(),
            closing: CancellationToken::new(),
            sessions_ended: watch::Sender::new(0),
            places: Arc::default(),
            asked: Arc::new(Limits::new(&LimitsConfig::default())),
            metrics: Arc::new(Metrics::new(MetricsConfig::default().peers)),
            // Said here and not read from the environment: the one binary must work wherever it is copied.
            leptos: LeptosOptions::builder().output_name("deskwarden").site_pkg_dir(assets::folder()).build(),
        }
    }

    /// The same, as a config without faults says: the roles, the name, the ends of sessions, and how much may be asked for.
    #[must_use]
    pub fn configured(self, config: &Config) -> Self {
        Self {
            way: way::of(&config.auth).into(),
            roles: Arc::new(Roles::new(config.auth.role_bindings.clone())),
            front: Front::of(config),
            limits: session::Limits::from(&config.auth),
            asked: Arc::new(Limits::new(&config.limits)),
            metrics: Arc::new(Metrics::new(config.metrics.peers.clone())),
            ..self
        }
    }

    /// The same with other limits.
    #[must_use]
    pub fn within(self, limits: &LimitsConfig) -> Self {
        Self { asked: Arc::new(Limits::new(limits)), ..self }
    }

    /// Every route behind every layer. The last layer sees a request first.
    pub fn router(&self) -> Router {
        let site = self.clone();
        Router::new()
            .leptos_routes_with_context(&site, pages::routes(), pages::context(&site), pages::shell(&site))
            .route("/healthz", get(health::healthz))
            .route("/readyz", get(health::readyz))
            .route("/metrics", get(metrics::metrics))
            .route("/pkg/{*file}", get(assets::serve))
            .route("/live.js", get(assets::serve))
            .route("/favicon.svg", get(assets::serve))
            .route("/sign-in", post(sign_in::sign_in))
            .route(local::PATH, get(local::show).post(local::enter))
            .route(oidc::BEGIN, get(oidc::begin::begin))
            .route(oidc::BACK, get(oidc::back::back))
            .route(oidc::TOLD, post(oidc::logout::told))
            .route("/sign-out", post(sign_in::sign_out))
            .route("/preferences", post(preferences::set))
            .route("/events", get(events::stream))
            .route("/jobs/{id}/rows.csv", get(downloads::job_rows))
            .route("/plans/{id}/refused.csv", get(downloads::refused_rows))
            .route("/create/template.csv", get(downloads::template))
            .route("/plans/{id}/commands.sh", get(downloads::plan_commands))
            .route("/plans/{id}/rows.csv", get(downloads::plan_rows))
            .route("/fleet/rows.csv", get(downloads::fleet_rows))
            .route("/fleet/{account}/{region}/{id}/history.csv", get(downloads::history_lines))
            .route("/jobs/rows.csv", get(downloads::jobs_list))
            .route("/audit/rows.csv", get(downloads::audit::rows))
            .route("/account/end", post(account::end_one))
            .route("/account/end-others", post(account::end_others))
            .route("/people/end", post(account::end_all))
            .merge(downloads::routes())
            .fallback(pages::lost)
            .layer(from_fn_with_state(site.clone(), limits::whole))
            .layer(from_fn_with_state(site.clone(), limits::changes))
            .layer(from_fn_with_state(site.clone(), guard::guard))
            .layer(from_fn_with_state(site.clone(), limits::sign_ins))
            .layer(session::layer(&site))
            .layer(from_fn_with_state(site.clone(), origin::only_from_here))
            .layer(CompressionLayer::new().compress_when(
                // The browser's half is compressed when it is built, or, in debug, too large to be worth it.
                DefaultPredicate::new().and(NotForContentType::const_new("application/wasm")),
            ))
            .layer(from_fn_with_state(site.clone(), origin::only_by_our_name))
            .layer(CatchPanicLayer::new())
            .layer(from_fn(headers::complete))
            .layer(from_fn_with_state(site.clone(), request_log::log))
            .with_state(site)
    }
}
