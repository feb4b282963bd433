package io.windhover.simulator.story;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.World;
import io.windhover.simulator.journal.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All stories, and when those that were chosen are played. */
public final class StoryBook {
    private static final List<Story> STORIES = List.of(
            new LeakedKey(),
            new GuessedPassword(),
            new SecondKey(),
            new Escalation(),
            new RoleChain(),
            new InstanceTheft(),
            new PipelineToken(),
            new BucketRansom(),
            new SecretsHarvest(),
            new PasswordSpray(),
            new DistributedSpray(),
            new MfaFatigue(),
            new HelpDeskFraud(),
            new SessionTheft(),
            new PhishedSession(),
            new DormantKey(),
            new DormantContractor(),
            new NewRegion(),
            new RepositoryTheft(),
            new ContainerToCloud(),
            new StorageWipe(),
            new ClusterTakeover(),
            new ServiceAccountKey(),
            new TrailTampering(),
            new Insider(),
            new AppBackdoor());

    private StoryBook() {}

    /** What there is to choose from. */
    public static List<Plot> plots() {
        return STORIES.stream().map(Story::plot).toList();
    }

    /** By id. */
    public static Optional<Plot> plot(String id) {
        return plots().stream().filter(plot -> plot.id().equals(id)).findFirst();
    }

    /**
     * Puts stories down, spread over the time between two instants, and returns their labels, which fill while the
     * simulation runs.
     *
     * @param ids of stories that there are
     * @param from when the first may begin, in milliseconds since 1970
     */
    public static List<Label> begin(World world, List<String> ids, long from) {
        List<Label> labels = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        List<Story> chosen = STORIES.stream()
                .filter(story -> ids.contains(story.plot().id()))
                .toList();
        for (int i = 0; i < chosen.size(); i++) {
            Story story = chosen.get(i);
            Plot plot = story.plot();
            Label label = new Label(plot.id(), plot.title(), plot.techniques(), plot.detections());
            labels.add(label);
            Chance chance = world.chance("story " + plot.id());
            long latest = Math.max(world.start(), world.end() - plot.length().toMillis());
            long first = Math.min(from, latest);
            double place = (i + chance.unit()) / chosen.size();
            long time = first + (long) ((latest - first) * place);
            Scene scene = new Scene(world.writing(world.logs().labelled(label)), label, chance, taken, time);
            story.play(scene);
        }
        return labels;
    }
}
