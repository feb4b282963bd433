package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Cluster;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.FalcoLog;
import io.windhover.simulator.log.KubernetesCall;
import io.windhover.simulator.log.KubernetesUser;
import java.util.ArrayList;
import java.util.List;

/** What somebody does with code and with the cluster: Git, reviews, kubectl. Not thread-safe. */
final class CodeWork {
    static final KubernetesCall LIST_PODS = KubernetesCall.inNamespace("list", "", "pods");
    static final KubernetesCall GET_POD = KubernetesCall.inNamespace("get", "", "pods");
    static final KubernetesCall GET_LOG = KubernetesCall.inNamespace("get", "", "pods/log");
    static final KubernetesCall EXEC = KubernetesCall.inNamespace("create", "", "pods/exec");
    private static final KubernetesCall LIST_DEPLOYMENTS = KubernetesCall.inNamespace("list", "apps", "deployments");
    private static final KubernetesCall PATCH_DEPLOYMENT = KubernetesCall.inNamespace("patch", "apps", "deployments");
    private static final KubernetesCall LIST_EVENTS = KubernetesCall.inNamespace("list", "", "events");
    private static final KubernetesCall LIST_NODES = KubernetesCall.inCluster("list", "", "nodes");
    private static final KubernetesCall LIST_SECRETS = KubernetesCall.inNamespace("list", "", "secrets");
    private static final String TOKEN = "Personal access token (fine-grained)";

    private final World world;
    private final Person person;
    private final Devices devices;
    private final Chance chance;
    private final List<String> repositories = new ArrayList<>();
    private final String token;

    CodeWork(World world, Person person, Devices devices, Chance chance) {
        this.world = world;
        this.person = person;
        this.devices = devices;
        this.chance = chance;
        this.token = chance.hex(43) + "=";
        for (int i = 0; i < 4; i++) {
            newProject();
        }
    }

    void newProject() {
        repositories.add(chance.pick(Estate.REPOSITORIES));
    }

    void git(long now, Seat seat) {
        Agent agent = Agent.tool(devices.git());
        String action = chance.happens(0.75) ? "git.fetch" : chance.happens(0.8) ? "git.push" : "git.clone";
        String repository = chance.happens(0.03) ? chance.pick(Estate.REPOSITORIES) : chance.pick(repositories);
        world.logs()
                .github()
                .byToken(now, action, person.handle(), seat.client().using(agent), repository, TOKEN, token, chance);
    }

    void review(long now, Seat seat) {
        String action = chance.pick(List.of(
                "pull_request.create",
                "pull_request.merge",
                "pull_request.create_review_request",
                "issue_comment.update"));
        world.logs().github().event(now, action, person.handle(), seat.client(), chance.pick(repositories), chance);
    }

    /** A new machine gets all the repositories at once. */
    void setUp(long now, Seat seat) {
        long time = now;
        for (String repository : repositories) {
            time += chance.between(10_000, 90_000);
            world.agenda().at(time, at -> world.logs()
                    .github()
                    .byToken(
                            at,
                            "git.clone",
                            person.handle(),
                            seat.client().using(Agent.tool(devices.git())),
                            repository,
                            TOKEN,
                            token,
                            chance));
        }
    }

    void cluster(long now, Seat seat) {
        KubernetesUser user = user(seat);
        String service = chance.pick(Estate.SERVICES);
        long time = now;
        int commands = 1 + chance.below(5);
        for (int i = 0; i < commands; i++) {
            time += chance.between(2_000, 40_000);
            KubernetesCall call = chance.pick(List.of(
                    LIST_PODS, LIST_PODS, GET_POD, GET_LOG, GET_LOG, LIST_DEPLOYMENTS, LIST_EVENTS, PATCH_DEPLOYMENT));
            boolean denied = person.job() != Job.PLATFORM && (call == PATCH_DEPLOYMENT || chance.happens(0.02));
            cluster(time, user, denied && chance.happens(0.5) ? LIST_SECRETS : call, denied, service);
        }
        if (person.job() == Job.PLATFORM) {
            cluster(time + 5_000, user, LIST_NODES, false, service);
        }
    }

    private void cluster(long time, KubernetesUser user, KubernetesCall call, boolean denied, String service) {
        world.agenda().at(time, at -> {
            String pod = Cluster.pod(service, chance);
            if (denied) {
                world.logs().kubernetes().denied(at, user, call, service, pod, chance);
            } else {
                world.logs().kubernetes().call(at, user, call, service, pod, chance);
            }
        });
    }

    /** A shell in a container, to look at what is broken; Falco sees it. */
    void shell(long now, Seat seat) {
        String service = chance.pick(Estate.SERVICES);
        String pod = Cluster.pod(service, chance);
        world.logs().kubernetes().call(now, user(seat), EXEC, service, pod, chance);
        world.agenda().at(now + 800, at -> world.logs()
                .falco()
                .alert(at, FalcoLog.SHELL, Cluster.container(service, pod), "sh", "runc", "", chance));
    }

    private KubernetesUser user(Seat seat) {
        AwsRole role = AwsRole.ofPeople(Estate.PRODUCTION, person.job().permissionSet());
        return KubernetesUser.person(
                person.mail(),
                person.job() == Job.PLATFORM ? "platform" : "developers",
                role.session(person.mail()),
                seat.client().ip(),
                devices.kubectl());
    }
}
