package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.log.EntraLog.Result;
import io.windhover.simulator.log.OktaLog.Kind;
import io.windhover.simulator.log.OktaLog.Target;
import java.util.List;
import java.util.function.LongConsumer;

/** How somebody signs in: with mistyped and forgotten passwords, late answers to a push, and sessions that end. */
final class SignIns {
    static final EntraLog.App PORTAL = new EntraLog.App(
            "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal", "Windows Azure Service Management API");
    static final EntraLog.App OFFICE =
            new EntraLog.App("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome", "OfficeHome");
    static final List<EntraLog.App> MOBILE = List.of(
            new EntraLog.App("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams", "Microsoft Teams Services"),
            new EntraLog.App("27922004-5251-4030-b22d-91ecd9a37ea4", "Outlook Mobile", "Office 365 Exchange Online"));
    private static final List<String> APPS = List.of(
            "Jira", "Confluence", "Slack", "Zoom", "Payroll", "Expenses", "Amazon Web Services", "GitHub", "Figma");

    private static final long SECOND = 1_000;

    private final World world;
    private final Person person;
    private final Chance chance;

    SignIns(World world, Person person, Chance chance) {
        this.world = world;
        this.person = person;
        this.chance = chance;
    }

    /** Signs in to Okta; calls back when that worked, or never. */
    void toOkta(long now, Client client, String session, LongConsumer then) {
        if (chance.happens(person.clumsiness() / 12)) {
            forgotten(now, client, session, then);
            return;
        }
        int mistakes = chance.happens(person.clumsiness()) ? 1 + chance.below(2) : 0;
        long time = now;
        for (int i = 0; i < mistakes; i++) {
            long wrong = time;
            world.agenda().at(wrong, at -> wrongPassword(at, client, session));
            time += chance.between(4, 15) * SECOND;
        }
        world.agenda().at(time, at -> pushed(at, client, session, then));
    }

    private void wrongPassword(long now, Client client, String session) {
        world.logs()
                .okta()
                .event(
                        now,
                        Kind.SESSION_START,
                        person.okta(),
                        client,
                        session,
                        "FAILURE",
                        "INVALID_CREDENTIALS",
                        chance);
    }

    /** Tries a few, then has the password reset; rarely the account is locked before. */
    private void forgotten(long now, Client client, String session, LongConsumer then) {
        int tries = 3 + chance.below(4);
        long time = now;
        for (int i = 0; i < tries; i++) {
            world.agenda().at(time, at -> wrongPassword(at, client, session));
            time += chance.between(8, 40) * SECOND;
        }
        boolean locked = tries == 6;
        world.agenda().at(time, at -> {
            if (locked) {
                world.logs()
                        .okta()
                        .event(at, Kind.LOCKED, person.okta(), client, session, "FAILURE", "LOCKED_OUT", chance);
            }
            world.logs()
                    .okta()
                    .event(at, Kind.PASSWORD_RESET, person.okta(), client, session, chance, Target.of(person.okta()));
        });
        time += chance.between(120, locked ? 1_800 : 400) * SECOND;
        world.agenda().at(time, at -> {
            world.logs()
                    .okta()
                    .event(at, Kind.PASSWORD_CHANGED, person.okta(), client, session, chance, Target.of(person.okta()));
            world.agenda().at(at + SECOND, later -> pushed(later, client, session, then));
        });
    }

    /** The second factor: a push, sometimes denied by mistake or left unanswered once. */
    private void pushed(long now, Client client, String session, LongConsumer then) {
        world.logs().okta().event(now, Kind.POLICY, person.okta(), client, session, "CHALLENGE", "", chance);
        boolean again = chance.happens(0.015);
        long time = now + SECOND;
        if (again) {
            world.agenda().at(time, at -> world.logs()
                    .okta()
                    .event(at, Kind.PUSH_SENT, person.okta(), client, session, chance, Target.of(person.okta())));
            long denied = time + chance.between(3, 30) * SECOND;
            world.agenda().at(denied, at -> world.logs()
                    .okta()
                    .event(at, Kind.PUSH_DENIED, person.okta(), client, session, "FAILURE", "", chance));
            time = denied + chance.between(10, 60) * SECOND;
        }
        long answered = time + chance.between(2, 20) * SECOND;
        world.agenda().at(time, at -> world.logs()
                .okta()
                .event(at, Kind.PUSH_SENT, person.okta(), client, session, chance, Target.of(person.okta())));
        world.agenda().at(answered, at -> {
            world.logs().okta().event(at, Kind.MFA, person.okta(), client, session, chance, Target.of(person.okta()));
            world.logs().okta().event(at, Kind.SESSION_START, person.okta(), client, session, chance);
            then.accept(at);
        });
    }

    /** Opens an application behind Okta. */
    void toApp(long now, Client client, String session) {
        String app = chance.pick(APPS);
        toApp(now, client, session, app);
    }

    void toApp(long now, Client client, String session, String app) {
        Target target = new Target("0oa" + app.hashCode(), "AppInstance", app, app);
        world.logs().okta().event(now, Kind.SSO, person.okta(), client, session, chance, target);
    }

    /** Signs in to Microsoft or Google, whichever the person's mail is with. */
    void toMail(long now, Client client, String session) {
        if (!person.inEntra()) {
            if (chance.happens(person.clumsiness())) {
                world.logs().workspace().login(now, "login_failure", person.mail(), person.profile(), client, chance);
            }
            world.agenda().at(now + 6 * SECOND, at -> world.logs()
                    .workspace()
                    .login(at, "login_success", person.mail(), person.profile(), client, chance));
            return;
        }
        toEntra(now, OFFICE, client, session);
    }

    /** Signs in to Entra, with the interrupts that are no failures. */
    void toEntra(long now, EntraLog.App app, Client client, String session) {
        long time = now;
        if (chance.happens(person.clumsiness())) {
            entra(time, app, client, Result.WRONG_PASSWORD, session);
            time += chance.between(5, 20) * SECOND;
        }
        if (chance.happens(0.3)) {
            Result interrupt = chance.pick(List.of(Result.MFA_REQUIRED, Result.MFA_FROM_PROOF, Result.KEEP_SIGNED_IN));
            entra(time, app, client, interrupt, session);
            time += chance.between(4, 25) * SECOND;
        }
        entra(time, app, client, Result.OK, session);
    }

    private void entra(long time, EntraLog.App app, Client client, Result result, String session) {
        world.agenda().at(time, at -> world.logs()
                .entra()
                .signIn(at, person.entra(), app, client, result, true, session, chance));
    }

    /** An app on the phone renews its token; now and then with a password that is no longer right. */
    void renewOnPhone(long now, Client phone, boolean stale) {
        String session = person.entra().id();
        if (person.inEntra()) {
            int tries = stale ? 1 + chance.below(4) : 1;
            long time = now;
            for (int i = 0; i < tries; i++) {
                world.agenda().at(time, at -> world.logs()
                        .entra()
                        .renewal(
                                at,
                                person.entra(),
                                chance.pick(MOBILE),
                                phone,
                                stale ? Result.WRONG_PASSWORD : Result.OK,
                                session,
                                chance));
                time += chance.between(20, 90) * SECOND;
            }
        } else if (chance.happens(0.2)) {
            world.logs().workspace().login(now, "login_success", person.mail(), person.profile(), phone, chance);
        }
    }

    void out(long now, Seat seat) {
        if (chance.happens(0.3)) {
            world.logs().okta().event(now, Kind.SESSION_END, person.okta(), seat.client(), seat.session(), chance);
        }
    }
}
