package io.windhover.distribution;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The objects of a golden file, read into Kubernetes' own classes, in which every field must be known. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Secret", Secret.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "v1/Pod", Pod.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "apps/v1/Deployment", Deployment.class,
            "batch/v1/Job", Job.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** Kinds of operators that need not be installed. */
    private static final Set<String> OF_OPERATORS = Set.of(
            "keda.sh/v1alpha1/ScaledObject",
            "monitoring.coreos.com/v1/ServiceMonitor",
            "monitoring.coreos.com/v1/PrometheusRule");

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                /** The classes collect what they do not know; here it is a mistake. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private final List<HasMetadata> objects = new ArrayList<>();
    private final Map<String, Map<?, ?>> ofOperators = new LinkedHashMap<>();

    private Manifests() {}

    static Manifests golden(String name) {
        try {
            return parse(Files.readString(Chart.golden(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests parse(String text) {
        Manifests manifests = new Manifests();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            if (document instanceof Map<?, ?> manifest) {
                manifests.add(manifest);
            }
        }
        return manifests;
    }

    private void add(Map<?, ?> manifest) {
        String kind = manifest.get("apiVersion") + "/" + manifest.get("kind");
        if (OF_OPERATORS.contains(kind)) {
            ofOperators.put(kind, manifest);
            return;
        }
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("No such kind is expected: " + kind);
        }
        objects.add(STRICT.convertValue(manifest, type));
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** @throws java.util.NoSuchElementException if there is none of the name */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<HasMetadata> objects() {
        return objects;
    }

    /** An operator's object. */
    Map<?, ?> ofOperator(String kind) {
        return ofOperators.get(kind);
    }

    /** The pods that come of all objects, by the object's kind and name. */
    Map<String, PodSpec> pods() {
        Map<String, PodSpec> pods = new LinkedHashMap<>();
        for (HasMetadata object : objects) {
            String name = object.getKind() + " " + object.getMetadata().getName();
            if (object instanceof Pod pod) {
                pods.put(name, pod.getSpec());
            } else if (object instanceof Job job) {
                pods.put(name, job.getSpec().getTemplate().getSpec());
            } else if (object instanceof Deployment deployment) {
                pods.put(name, deployment.getSpec().getTemplate().getSpec());
            } else if (object instanceof StatefulSet set) {
                pods.put(name, set.getSpec().getTemplate().getSpec());
            }
        }
        return pods;
    }

    List<Container> containers() {
        return pods().values().stream()
                .flatMap(pod -> pod.getContainers().stream())
                .toList();
    }
}
