package io.windhover.simulator.company;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.place.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people of the company, made from the seed. Immutable. */
public final class Company {
    private static final List<String> FIRST = List.of(
            "Ada", "Amir", "Anika", "Arjun", "Asha", "Ben", "Carla", "Chen", "Clara", "Dario", "Deepa", "Diego", "Elif",
            "Emma", "Erik", "Fatima", "Felix", "Freya", "Gita", "Grace", "Hana", "Hugo", "Ines", "Ivan", "Jana",
            "Jonas", "Kavya", "Kofi", "Lars", "Leila", "Lena", "Liam", "Maja", "Marco", "Mei", "Milan", "Mira", "Nadia",
            "Nils", "Noor", "Olga", "Omar", "Paula", "Pedro", "Priya", "Rahul", "Rosa", "Samir", "Sara", "Sven", "Tara",
            "Theo", "Tomas", "Uma", "Vera", "Viktor", "Wanda", "Yara", "Yusuf", "Zoe");
    private static final List<String> LAST = List.of(
            "Abel", "Adler", "Amari", "Bauer", "Berg", "Bianchi", "Blake", "Brandt", "Chandra", "Costa", "Dahl", "Das",
            "Doyle", "Ekman", "Engel", "Faber", "Ferrer", "Frost", "Garcia", "Gupta", "Haas", "Hale", "Hansen", "Ito",
            "Iyer", "Jain", "Keller", "Khan", "Klein", "Kumar", "Lang", "Lindt", "Lopez", "Marsh", "Mehta", "Meyer",
            "Moreau", "Nair", "Novak", "Okafor", "Olsen", "Patel", "Pires", "Quinn", "Rao", "Reyes", "Ricci", "Roth",
            "Santos", "Shah", "Silva", "Singh", "Stone", "Tanaka", "Vogel", "Walsh", "Weber", "Winter", "Wolf",
            "Young");

    /** Where offices are, and how many of the people belong to them. */
    private static final Weighted<String> OFFICES = new Weighted<String>()
            .add(40, "Berlin")
            .add(20, "London")
            .add(20, "New York")
            .add(20, "Bengaluru");

    private static final double REMOTE = 0.12;
    private static final List<String> REMOTE_CITIES = List.of(
            "Hamburg",
            "Munich",
            "Manchester",
            "Dublin",
            "Paris",
            "Lisbon",
            "Warsaw",
            "Boston",
            "Austin",
            "San Francisco",
            "Toronto",
            "Sao Paulo",
            "Mumbai");

    private final List<Person> people;

    private Company(List<Person> people) {
        this.people = List.copyOf(people);
    }

    /** So many people; the n-th is the same in a company of any size. */
    public static Company of(int size, long seed, AddressPlan plan) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            people.add(person(i, Chance.of(seed, "person " + i), plan));
        }
        return new Company(people);
    }

    private static Person person(int number, Chance chance, AddressPlan plan) {
        String first = chance.pick(FIRST);
        String last = chance.pick(LAST);
        String local = (first + "." + last).toLowerCase(Locale.ROOT) + (number < 10 ? "" : Integer.toString(number));
        String mail = local + "@" + Estate.DOMAIN;
        String office = OFFICES.pick(chance);
        boolean remote = chance.happens(REMOTE);
        String city = remote ? chance.pick(REMOTE_CITIES) : office;
        Job job = job(number, chance);
        Network home = chance.pick(plan.of("isp", city));
        int line = chance.below(1 << 20);
        Optional<Address> second = chance.happens(0.3)
                ? plan.v6(city).stream().findFirst().map(network -> network.host(line))
                : Optional.empty();
        String name = first + " " + last;
        return new Person(
                number,
                name,
                mail,
                job,
                home,
                home.host(line),
                second,
                remote ? city : office,
                Math.max(5.5, Math.min(11.5, chance.around(8.6, 0.9))),
                chance.around(8.6, 0.7),
                remote ? 0 : 0.2 + 0.7 * chance.unit(),
                chance.happens(0.15) ? 0.5 : 0.12,
                chance.happens(0.04),
                job.isTechnical() && chance.happens(0.5),
                chance.happens(0.05),
                chance.happens(0.5),
                0.02 + 0.08 * chance.unit(),
                new OktaLog.User("00u" + chance.text("abcdefghijkmnopqrstuvwxyz0123456789", 12) + "5d7", mail, name),
                new EntraLog.User(chance.uuid(), mail, name),
                Long.toString(100_000_000_000L + chance.below(900_000_000)) + "42",
                first.toLowerCase(Locale.ROOT) + last.toLowerCase(Locale.ROOT).charAt(0) + number);
    }

    /** The first of them have one job each, so that also a small company has everybody. */
    private static Job job(int number, Chance chance) {
        Job[] jobs = Job.values();
        if (number < 2 * jobs.length) {
            return jobs[number % jobs.length];
        }
        Weighted<Job> weighted = new Weighted<>();
        for (Job job : jobs) {
            weighted.add(job.share(), job);
        }
        return weighted.pick(chance);
    }

    public List<Person> people() {
        return people;
    }

    /** Those with a job; the company has two at least of each. */
    public List<Person> of(Job job) {
        return people.stream().filter(person -> person.job() == job).toList();
    }
}
