package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesCallTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "pods, -, create, 6003, 1, false",
                "pods, -, deletecollection, 6003, 4, false",
                "pods, -, PATCH, 6003, 3, false",
                "secrets, -, watch, 6003, 2, true",
                "pods, exec, create, 6003, 99, false",
                "pods, exec, get, 6003, 99, false",
                "services, proxy, list, 6003, 99, false",
                "pods, eviction, create, 6003, 4, false",
                "selfsubjectrulesreviews, -, create, 6003, 2, true",
                "serviceaccounts, -, create, 3007, 1, false",
                "serviceaccounts, token, create, 3002, 3, false",
                "clusterrolebindings, -, patch, 3007, 16, false",
                "rolebindings, -, delete, 3007, 17, false",
                "clusterroles, -, update, 3008, 2, false",
                "clusterroles, -, get, 6003, 2, true",
                "-, -, get, 6003, 2, true",
                "pods, -, propfind, 6003, 99, -",
                "pods, -, -, 0, 0, -"
            })
    void shouldClassifyACall(
            String resource, String subresource, String verb, int classUid, int activityId, Boolean readOnly) {
        KubernetesCall call = new KubernetesCall(resource, subresource, verb);

        assertThat(call.activity()).isEqualTo(new Activity(classUid, activityId));
        assertThat(call.readOnly()).isEqualTo(readOnly);
    }
}
