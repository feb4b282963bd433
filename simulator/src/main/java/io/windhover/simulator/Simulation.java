package io.windhover.simulator;

import io.windhover.simulator.agenda.Agenda;
import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Company;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.journal.Delivery;
import io.windhover.simulator.journal.EventSink;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.log.Logs;
import io.windhover.simulator.people.Life;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.robot.Robots;
import io.windhover.simulator.story.StoryBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * One run: a company, its people and machines, and the attacks on it, from the first event to the last. What people and
 * machines do does not depend on which attacks there are. Not thread-safe; may be run once.
 */
public final class Simulation {
    private final SimulationSettings settings;
    private final AddressPlan plan = AddressPlan.standard();

    public Simulation(SimulationSettings settings) {
        this.settings = settings;
    }

    /** Where its addresses are. */
    public AddressPlan addresses() {
        return plan;
    }

    /**
     * Runs it.
     *
     * @param sink takes the events in the order of their delivery
     * @param watch is told how far the simulated time is, in milliseconds since its start; says whether to go on
     * @return the truth about the attacks, in the order of their beginnings
     * @throws IOException if the sink cannot take an event
     */
    public List<Label> run(EventSink sink, LongPredicate watch) throws IOException {
        long start = settings.start().toEpochMilli();
        long end = settings.end().toEpochMilli();
        boolean inOrder = settings.disorder().isZero() && settings.duplicates() == 0;
        EventSink delivery = inOrder
                ? sink
                : new Delivery(
                        sink,
                        Chance.of(settings.seed(), "delivery"),
                        settings.disorder().toMillis(),
                        settings.duplicates());
        World world = new World(
                settings.seed(),
                start,
                end,
                settings.scale(),
                new Agenda(),
                Logs.over(Journal.to(delivery)),
                plan,
                Company.of(settings.people(), settings.seed(), plan));
        List<Label> labels = StoryBook.begin(
                world, settings.stories(), start + settings.quiet().toMillis());
        for (Person person : world.company().people()) {
            new Life(world, person).begin();
        }
        Robots.begin(world);
        try {
            run(world.agenda(), start, end, watch);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        delivery.finish();
        return labels;
    }

    private static void run(Agenda agenda, long start, long end, LongPredicate watch) {
        int untilWatched = 0;
        while (agenda.next(end)) {
            if (untilWatched-- == 0) {
                untilWatched = 1_000;
                if (!watch.test(agenda.now() - start)) {
                    return;
                }
            }
        }
    }
}
