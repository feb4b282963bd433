package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;

/** Chooses what somebody does next, by the job. Not thread-safe. */
final class Desk {
    private interface Task {
        void begin(long now, Seat seat);
    }

    private final Weighted<Task> tasks = new Weighted<>();
    private final World world;
    private final AwsWork aws;
    private final CodeWork code;
    private final CloudWork clouds;
    private final SignIns signIns;
    private final Chance chance;

    Desk(World world, Person person, Devices devices, SignIns signIns, Chance chance) {
        this.world = world;
        this.aws = new AwsWork(world, person, devices, chance);
        this.code = new CodeWork(world, person, devices, chance);
        this.clouds = new CloudWork(world, person, signIns, chance);
        this.signIns = signIns;
        this.chance = chance;
        tasks.add(10, this::application);
        switch (person.job()) {
            case DEVELOPER ->
                tasks.add(26, code::git)
                        .add(12, code::review)
                        .add(10, aws::console)
                        .add(10, aws::commandLine)
                        .add(2, aws::change)
                        .add(9, code::cluster)
                        .add(person.inEntra() ? 0 : 2, clouds::google);
            case PLATFORM ->
                tasks.add(12, code::git)
                        .add(5, code::review)
                        .add(15, aws::console)
                        .add(18, aws::commandLine)
                        .add(5, aws::change)
                        .add(18, code::cluster)
                        .add(1.5, code::shell)
                        .add(0.2, aws::administer)
                        .add(person.inEntra() ? 5 : 0, clouds::azure);
            case DATA ->
                tasks.add(18, aws::console)
                        .add(8, aws::commandLine)
                        .add(6, code::git)
                        .add(person.inEntra() ? 0 : 20, clouds::google);
            case SECURITY ->
                tasks.add(20, aws::console).add(6, aws::commandLine).add(person.inEntra() ? 3 : 0, clouds::azure);
            case SUPPORT -> tasks.add(3, aws::console);
            case HELPDESK -> tasks.add(4, clouds::helpDesk);
            case MANAGER -> tasks.add(1, code::review);
            case BUSINESS -> {}
        }
    }

    void task(long now, Seat seat) {
        tasks.pick(chance).begin(now, seat);
    }

    private void application(long now, Seat seat) {
        signIns.toApp(now, seat.client(), seat.session());
    }

    /** Begins something new: other services, another repository. */
    void newProject() {
        aws.newProject();
        code.newProject();
    }

    /** Sets a new laptop up. */
    void newLaptop(long now, Seat seat) {
        code.setUp(now, seat);
    }

    /** Called out of bed. */
    void incident(long now, Seat seat) {
        aws.console(now, seat);
        world.agenda().at(now + 60_000, at -> code.cluster(at, seat));
        world.agenda().at(now + 240_000, at -> code.shell(at, seat));
    }
}
