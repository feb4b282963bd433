package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.place.Address;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The days of one person. Each is planned at midnight where the person is: whether there is work, from where, in which
 * hours; the hours then bring what they bring. Not thread-safe.
 */
public final class Life {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final World world;
    private final Person person;
    private final Chance chance;
    private final Whereabouts whereabouts;
    private final Spots spots;
    private final Devices devices;
    private final SignIns signIns;
    private final Desk desk;
    private boolean newLaptop;

    /** Until then the phone has an old password. */
    private long staleUntil = Long.MIN_VALUE;

    public Life(World world, Person person) {
        this.world = world;
        this.person = person;
        this.chance = world.chance("life " + person.number());
        this.whereabouts = new Whereabouts(person, world.plan(), chance);
        this.spots = new Spots(person, world.plan(), whereabouts, chance);
        this.devices = new Devices(person, chance);
        this.signIns = new SignIns(world, person, chance);
        this.desk = new Desk(world, person, devices, signIns, chance);
    }

    /** Begins with the simulation's first midnight. */
    public void begin() {
        LocalDate first =
                Instant.ofEpochMilli(world.start()).atZone(person.zone()).toLocalDate();
        world.agenda().at(world.start(), now -> day(first));
    }

    private void day(LocalDate date) {
        whereabouts.newDay(date, midnight(date));
        long midnight = midnight(date);
        world.agenda().at(midnight(date.plusDays(1)), now -> day(date.plusDays(1)));
        if (whereabouts.isOnTheWay()) {
            aloft(midnight);
            return;
        }
        irregular();
        phone(midnight);
        if (whereabouts.isAway(date)) {
            return;
        }
        if (Holidays.isFree(person.home().country(), date)) {
            if (chance.happens(0.06)) {
                sit(midnight + hours(chance.around(14, 3)), hours(0.5 + 2 * chance.unit()), false);
            }
        } else {
            workday(midnight);
        }
        if (person.job() == Job.PLATFORM && chance.happens(0.02)) {
            calledOut(midnight + hours(1 + 3 * chance.unit()));
        }
    }

    /** What changes about people once in a while. */
    private void irregular() {
        if (chance.happens(1.0 / 500)) {
            devices.replaceLaptop();
            newLaptop = true;
        }
        if (chance.happens(1.0 / 120)) {
            devices.changeBrowser();
        }
        if (chance.happens(1.0 / 45)) {
            desk.newProject();
        }
    }

    private void workday(long midnight) {
        boolean inOffice = chance.happens(person.officeShare());
        double start = Math.max(4, chance.around(person.startHour(), 0.5));
        double lunch = Math.max(start + 2.5, chance.around(12.4, 0.5));
        double end = Math.max(lunch + 2, start + chance.around(person.hours(), 0.8));
        sit(midnight + hours(start), hours(lunch - start), inOffice);
        sit(midnight + hours(lunch + 0.7), hours(end - lunch - 0.7), inOffice && !chance.happens(0.05));
        if (chance.happens(person.owl())) {
            double evening = chance.around(21.5, 0.9);
            sit(midnight + hours(evening), hours(Math.min(25.5 - evening, 0.4 + 2 * chance.unit())), false);
        }
    }

    /** Sits down with the laptop, signs in if need be, and works. */
    private void sit(long from, long length, boolean inOffice) {
        long begin = Math.max(from, whereabouts.arrival() + HOUR);
        if (begin >= from + length || begin < world.agenda().now()) {
            return;
        }
        world.agenda().at(begin, now -> {
            Address address = spots.sitDown(inOffice);
            Client client = devices.laptop(address, now);
            Seat seat = new Seat(client, "102" + chance.hex(18), from + length);
            signIns.toOkta(now, client, seat.session(), in -> seated(in, seat));
        });
    }

    private void seated(long now, Seat seat) {
        world.agenda().at(now + 20_000, at -> signIns.toMail(at, seat.client(), seat.session()));
        if (newLaptop) {
            newLaptop = false;
            desk.newLaptop(now, seat);
        }
        if (chance.happens(1.0 / 90)) {
            staleUntil = now + chance.between(2 * HOUR, 2 * DAY);
        }
        work(now + chance.gap(3.0 * MINUTE), seat);
    }

    private void work(long time, Seat seat) {
        if (time >= seat.until()) {
            world.agenda().at(seat.until(), now -> signIns.out(now, seat));
            return;
        }
        world.agenda().at(time, now -> {
            desk.task(now, seat);
            work(now + chance.gap(9.0 * MINUTE), seat);
        });
    }

    private void phone(long midnight) {
        int times = 1 + chance.below(4);
        for (int i = 0; i < times; i++) {
            long time = Math.max(midnight + hours(7 + 15 * chance.unit()), whereabouts.arrival() + HOUR);
            if (time >= world.agenda().now()) {
                world.agenda()
                        .at(time, now -> signIns.renewOnPhone(now, devices.phone(spots.phone()), now < staleUntil));
            }
        }
    }

    /** In the air there may be a network, and the phone finds it. */
    private void aloft(long midnight) {
        if (chance.happens(0.3)) {
            world.agenda()
                    .at(midnight + 12 * HOUR, now -> signIns.renewOnPhone(now, devices.phone(spots.aloft()), false));
        }
    }

    private void calledOut(long time) {
        long begin = Math.max(time, whereabouts.arrival() + HOUR);
        if (begin < world.agenda().now()) {
            return;
        }
        world.agenda().at(begin, now -> {
            Client client = devices.laptop(spots.sitDown(false), now);
            Seat seat = new Seat(client, "102" + chance.hex(18), now + HOUR);
            signIns.toOkta(now, client, seat.session(), in -> desk.incident(in, seat));
        });
    }

    private long midnight(LocalDate date) {
        return date.atStartOfDay(whereabouts.zone()).toInstant().toEpochMilli();
    }

    private static long hours(double hours) {
        return (long) (hours * HOUR);
    }
}
