package io.windhover.simulator.story;

import io.windhover.simulator.agenda.Agenda;
import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.AwsSite;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.Logs;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.place.Network;
import java.util.List;
import java.util.Set;

/**
 * Where a story is played: its time, which moves on from step to step, and its means. What is written here is labelled.
 * Not thread-safe.
 */
final class Scene {
    static final Agent CHROME = new Agent(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Linux",
            "CHROME");
    static final String BOTO =
            "Boto3/1.38.2 md/Botocore#1.38.2 ua/2.1 os/linux#6.12.25-amd64 md/arch#x86_64 lang/python#3.13.3 "
                    + "md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.38.2";
    static final String COMMAND_LINE =
            "aws-cli/2.24.1 md/awscrt#0.23.8 ua/2.1 os/linux#6.12.25-amd64 md/arch#x86_64 lang/python#3.12.9 md/installer#exe";

    private static final long SECOND = 1_000;

    private final World world;
    private final Label label;
    private final Chance chance;
    private final Set<Integer> taken;
    private long time;

    /**
     * A scene.
     *
     * @param world writes to the label
     * @param taken numbers of the people whom other stories are about
     */
    Scene(World world, Label label, Chance chance, Set<Integer> taken, long time) {
        this.world = world;
        this.label = label;
        this.chance = chance;
        this.taken = taken;
        this.time = time;
    }

    World world() {
        return world;
    }

    Logs logs() {
        return world.logs();
    }

    Chance chance() {
        return chance;
    }

    AddressPlan plan() {
        return world.plan();
    }

    /** When the next step happens. */
    long time() {
        return time;
    }

    /** So many seconds pass, at least and at most. */
    Scene pause(long least, long most) {
        time += chance.between(least * SECOND, most * SECOND);
        return this;
    }

    /** Something happens now. */
    void then(Agenda.Step step) {
        world.agenda().at(time, step);
    }

    /** Something happened long before the simulation began: what an archive that is replayed would bring. */
    void longAgo(int days, Agenda.Step step) {
        world.agenda().at(world.start() - days * 86_400_000L, step);
    }

    /** The story shows under this name. */
    void entity(String entity) {
        label.entity(entity);
    }

    /** A call to AWS a few seconds later, with values of the company's. */
    void call(AwsCaller caller, AwsCall call, AwsSite site) {
        call(caller, call, site, Estate.values(chance));
    }

    void call(AwsCaller caller, AwsCall call, AwsSite site, String... values) {
        pause(1, 9);
        then(now -> logs().aws().call(now, caller, call, site, chance, values));
    }

    /** A call to AWS that is refused. */
    void denied(AwsCaller caller, AwsCall call, AwsSite site) {
        pause(1, 6);
        String[] values = Estate.values(chance);
        then(now -> logs().aws().denied(now, caller, call, site, chance, values));
    }

    /** Assumes a role and returns its session. */
    AwsCaller assume(AwsCaller caller, AwsRole role, String session, String ip, String agent) {
        String key = AwsIds.fresh("ASIA", chance);
        pause(4, 30);
        AwsSite from = new AwsSite(caller.account(), Estate.HOME_REGION);
        AwsSite to = new AwsSite(role.account(), Estate.HOME_REGION);
        String[] values = {role.arn(), session, key, role.id(), role.session(session)};
        then(now -> {
            if (from.equals(to)) {
                logs().aws().call(now, caller, Calls.ASSUME_ROLE, to, chance, values);
            } else {
                logs().aws().across(now, caller, Calls.ASSUME_ROLE, from, to, chance, values);
            }
        });
        return AwsCaller.session(role, session, key, time).via(ip, agent);
    }

    /** A person in AWS, with a key that was issued now. */
    AwsCaller inAws(Person person, String account, Client client) {
        AwsRole role = AwsRole.ofPeople(account, person.job().permissionSet());
        return AwsCaller.session(role, person.mail(), AwsIds.fresh("ASIA", chance), time)
                .via(client.ip(), client.agent().text());
    }

    /** Somebody with a job, whom no other story is about as far as the company has enough people. */
    Person victim(Job job) {
        return victim(world.company().of(job));
    }

    Person victim(List<Person> people) {
        Person person = chance.pick(people);
        for (int i = 0; i < 50 && taken.contains(person.number()); i++) {
            person = chance.pick(people);
        }
        taken.add(person.number());
        return person;
    }

    /** Somebody whose mail is Microsoft's. */
    Person victimInEntra() {
        return victim(world.company().people().stream().filter(Person::inEntra).toList());
    }

    /** The person's own laptop at home. */
    Client atHome(Person person) {
        return new Client(
                person.homeAddress(),
                new Agent(
                        CHROME.text().replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64"),
                        "Windows 10",
                        "CHROME"),
                Chance.of(5, person.mail()).hex(16),
                false);
    }

    /** An attacker's machine. */
    Client stranger(Address address, Agent agent) {
        return new Client(address, agent, "", false);
    }

    /** An address at a cheap host. */
    Address hosting(String city) {
        return host("hosting", city);
    }

    /** An address of a kind of network in a city. */
    Address host(String kind, String city) {
        Network network = chance.pick(plan().of(kind, city));
        return network.host(chance.below(200));
    }
}
