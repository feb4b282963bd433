package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.AwsSite;
import java.util.ArrayList;
import java.util.List;

/** What somebody does in AWS: pages of the console, the command line, and sometimes a change. Not thread-safe. */
final class AwsWork {
    private static final List<AwsCall> CHANGES = List.of(
            Calls.UPDATE_SERVICE, Calls.PUT_PARAMETER, Calls.CREATE_TAGS, Calls.PUT_ALARM, Calls.UPDATE_FUNCTION_CODE);
    private static final List<AwsCall> BIG_CHANGES =
            List.of(Calls.START_INSTANCES, Calls.UPDATE_STACK, Calls.PUT_LIFECYCLE, Calls.CREATE_SNAPSHOT);

    private static final Weighted<AwsCall> ADMINISTRATION = Administration.calls();

    private final World world;
    private final Person person;
    private final Devices devices;
    private final Chance chance;

    /** What the person works with; the first come most often, and new projects add to it. */
    private final List<Page> known = new ArrayList<>();

    private String region = Estate.HOME_REGION;
    private String session = "";
    private AwsCaller caller;
    private boolean inConsole;

    AwsWork(World world, Person person, Devices devices, Chance chance) {
        this.world = world;
        this.person = person;
        this.devices = devices;
        this.chance = chance;
        this.caller = AwsCaller.internal(Estate.PRODUCTION);
        List<Page> ofJob = new ArrayList<>(Page.of(person.job()));
        while (!ofJob.isEmpty() && known.size() < 6) {
            known.add(ofJob.remove(chance.below(ofJob.size())));
        }
    }

    /** A new project begins: another service, once in a while another region. */
    void newProject() {
        known.add(0, chance.pick(Page.ALL));
        if (chance.happens(0.1)) {
            region = chance.pick(Estate.REGIONS);
        }
    }

    void console(long now, Seat seat) {
        signIn(now, seat);
        AwsCaller browser = caller.via(seat.client().ip(), seat.client().agent().text());
        if (!inConsole) {
            inConsole = true;
            world.logs().aws().call(now, browser, Calls.CONSOLE_LOGIN, site(), chance, "Success", "No");
        }
        Page page = page();
        long time = now + 400;
        for (AwsCall call : page.calls()) {
            int times = 1 + (chance.happens(0.3) ? chance.below(4) : 0);
            for (int i = 0; i < times; i++) {
                time += chance.between(30, 700);
                at(time, browser, call, false);
            }
        }
        if (!page.refused().isEmpty() && person.job() != Job.PLATFORM && person.job() != Job.SECURITY) {
            at(time + 90, browser, chance.pick(page.refused()), true);
        }
    }

    void commandLine(long now, Seat seat) {
        signIn(now, seat);
        AwsCaller tool = caller.via(seat.client().ip(), devices.awsCommandLine().text());
        long time = now;
        if (chance.happens(0.1)) {
            at(time, tool, Calls.GET_CALLER_IDENTITY, false);
        }
        Page page = page();
        int commands = 1 + chance.below(4);
        for (int i = 0; i < commands; i++) {
            time += chance.between(3_000, 60_000);
            at(time, tool, chance.pick(page.calls()), chance.happens(0.03));
        }
    }

    void change(long now, Seat seat) {
        signIn(now, seat);
        boolean big = person.job() == Job.PLATFORM && chance.happens(0.4);
        AwsCaller tool = caller.via(seat.client().ip(), devices.awsCommandLine().text());
        AwsCall call = chance.pick(big ? BIG_CHANGES : CHANGES);
        at(now, tool, call, chance.happens(0.06));
    }

    /** Something that only administrators do, and seldom. */
    void administer(long now, Seat seat) {
        signIn(now, seat);
        at(now, caller.via(seat.client().ip(), seat.client().agent().text()), ADMINISTRATION.pick(chance), false);
    }

    /** A key for the hours at this seat. */
    private void signIn(long now, Seat seat) {
        if (!seat.session().equals(session)) {
            session = seat.session();
            inConsole = false;
            AwsRole role = AwsRole.ofPeople(account(), person.job().permissionSet());
            caller = AwsCaller.session(role, person.mail(), AwsIds.fresh("ASIA", chance), now);
        }
    }

    private String account() {
        return switch (person.job()) {
            case DEVELOPER ->
                chance.pick(List.of(
                        Estate.DEVELOPMENT, Estate.DEVELOPMENT, Estate.DEVELOPMENT, Estate.STAGING, Estate.PRODUCTION));
            case PLATFORM -> chance.pick(List.of(Estate.PRODUCTION, Estate.PRODUCTION, Estate.STAGING, Estate.TOOLING));
            case DATA -> Estate.DATA;
            case SECURITY -> chance.pick(List.of(Estate.PRODUCTION, Estate.DATA, Estate.ARCHIVE, Estate.TOOLING));
            case SUPPORT, HELPDESK, MANAGER, BUSINESS -> Estate.PRODUCTION;
        };
    }

    private AwsSite site() {
        return new AwsSite(caller.account(), region);
    }

    /** One that the person knows, the first more often; rarely one never opened before. */
    private Page page() {
        if (known.isEmpty() || chance.happens(0.004)) {
            return chance.pick(Page.ALL);
        }
        return known.get(Math.min(chance.below(known.size()), chance.below(known.size())));
    }

    private void at(long time, AwsCaller by, AwsCall call, boolean denied) {
        AwsSite site = site();
        world.agenda().at(time, now -> {
            if (denied) {
                world.logs().aws().denied(now, by, call, site, chance, Estate.values(chance));
            } else {
                world.logs().aws().call(now, by, call, site, chance, Estate.values(chance));
            }
        });
    }
}
