//! Who sits down at a pool, and when does a session end?
//!
//! The three timeouts are documented; that a session is idle only when the control door says so is invented.

use serde_json::json;

use super::World;
use super::crowd::presence;
use super::resource::{Kind, Resource};
use crate::estate::pools::{limit, session};

/// How long a session that was terminated is still seen (invented).
const ENDING_MS: i64 = 10_000;

impl World {
    /// A person comes to a pool: back to their session, or to a new one. Its id; nothing when the pool does not run or
    /// is full.
    pub fn join_pool(&mut self, scope: usize, pool: &str, user: &str) -> Option<String> {
        let theirs = self.sessions_of(scope, pool).find(|one| one.text("UserId") == user && !ending(one));
        if let Some(id) = theirs.map(|session| session.id.clone()) {
            let end = self.expiry(scope, &id);
            self.turn_at(scope, Kind::PoolSession, &id, "CONNECTED", end.map(|at| (at, None)));
            return Some(id);
        }
        let active = self.sessions_of(scope, pool).count() as u64;
        let found = self.scope(scope).resource(Kind::Pool, pool)?.clone();
        if found.state() != "RUNNING" || active >= found.hidden["desired"].as_u64().unwrap_or_default() {
            return None;
        }
        let longest = 1000 * limit(&found, "MaxUserDurationInSeconds");
        let end = self.clock.patience(longest).map(|wait| self.now() + wait);
        let mut dice = self.dice(scope, "session");
        let mut session = session(&found, user, &mut dice, self.now(), end.unwrap_or(self.now() + longest));
        session.hidden["expires"] = json!(end);
        let id = session.id.clone();
        self.keep(scope, session);
        self.turn_at(scope, Kind::PoolSession, &id, "CONNECTED", end.map(|at| (at, None)));
        Some(id)
    }

    /// A person of a pool no longer touches anything: after the idle timeout they are disconnected. False when nobody
    /// is connected there.
    pub fn idle_in_pool(&mut self, scope: usize, id: &str) -> bool {
        if !self.connected_to_pool(scope, id) {
            return false;
        }
        let end = self.expiry(scope, id);
        let wait = self.timeout(scope, id, "IdleDisconnectTimeoutInSeconds");
        let idle = wait.filter(|at| end.is_none_or(|end| *at < end));
        let then = idle.map(|at| (at, Some("NOT_CONNECTED"))).or(end.map(|at| (at, None)));
        self.turn_at(scope, Kind::PoolSession, id, "CONNECTED", then);
        true
    }

    /// A person disconnects from a pool; the session waits for them. False when nobody is connected there.
    pub fn leave_pool(&mut self, scope: usize, id: &str) -> bool {
        let connected = self.connected_to_pool(scope, id);
        if connected {
            self.session_disconnected(scope, id);
        }
        connected
    }

    /// A session ends because somebody said so. False when it is ending already.
    pub fn end_session(&mut self, scope: usize, id: &str) -> bool {
        let Some(session) = self.revise(scope, Kind::PoolSession, id).filter(|session| !ending(session))
        else {
            return false;
        };
        session.hidden["ending"] = json!(true);
        self.turn(scope, Kind::PoolSession, id, "NOT_CONNECTED", Some((ENDING_MS, None)));
        true
    }

    /// Nobody is connected to a session any more: it ends with the disconnect timeout, or with its longest time.
    pub(super) fn session_disconnected(&mut self, scope: usize, id: &str) {
        let wait = self.timeout(scope, id, "DisconnectTimeoutInSeconds");
        let at = wait.into_iter().chain(self.expiry(scope, id)).min();
        self.turn_at(scope, Kind::PoolSession, id, "NOT_CONNECTED", at.map(|at| (at, None)));
    }

    /// One of a pool's people comes or leaves, so that the share tends to that of the hour.
    pub(super) fn someone_pools(&mut self, ticket: f64, mood: f64) {
        let running: Vec<(usize, String, u64)> = self
            .scopes()
            .iter()
            .enumerate()
            .flat_map(|(at, scope)| scope.resources(Kind::Pool).map(move |pool| (at, pool)))
            .filter(|(_, pool)| pool.state() == "RUNNING")
            .map(|(at, pool)| (at, pool.id.clone(), pool.hidden["desired"].as_u64().unwrap_or_default()))
            .collect();
        let Some((scope, pool, desired)) = running.get((ticket * running.len() as f64) as usize) else {
            return;
        };
        let wanted = presence(&self.scope(*scope).region, self.now());
        let who = (ticket * running.len() as f64).fract();
        let user = format!("agent{:02}", (who * *desired as f64) as u64 + 1);
        let here = self.sessions_of(*scope, pool).find(|one| one.text("UserId") == user);
        match here.map(|session| (session.id.clone(), session.state() == "CONNECTED")) {
            Some((id, true)) if mood > wanted => {
                self.leave_pool(*scope, &id);
            }
            Some((_, true)) => {}
            _ if mood < wanted => {
                self.join_pool(*scope, pool, &user);
            }
            _ => {}
        }
    }

    /// Everybody's sessions of a pool.
    pub fn sessions_of(&self, scope: usize, pool: &str) -> impl Iterator<Item = &Resource> {
        let sessions = self.scope(scope).resources(Kind::PoolSession);
        sessions.filter(move |session| session.text("PoolId") == pool)
    }

    fn connected_to_pool(&self, scope: usize, id: &str) -> bool {
        let session = self.scope(scope).resource(Kind::PoolSession, id);
        session.is_some_and(|session| session.state() == "CONNECTED")
    }

    fn expiry(&self, scope: usize, id: &str) -> Option<i64> {
        self.scope(scope).resource(Kind::PoolSession, id)?.hidden["expires"].as_i64()
    }

    /// When a timeout of its pool comes that begins now; nothing when it is switched off or the clock lets people wait.
    fn timeout(&self, scope: usize, id: &str, name: &str) -> Option<i64> {
        let session = self.scope(scope).resource(Kind::PoolSession, id)?;
        let pool = self.scope(scope).resource(Kind::Pool, session.text("PoolId"))?;
        let seconds = Some(limit(pool, name)).filter(|seconds| *seconds > 0)?;
        self.clock.patience(1000 * seconds).map(|wait| self.now() + wait)
    }
}

fn ending(session: &Resource) -> bool {
    session.hidden["ending"] == true
}
