package io.windhover.connect.normalise.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLogMethodTest {

    @ParameterizedTest
    @CsvSource({
        "iam.googleapis.com, google.iam.admin.v1.CreateServiceAccountKey, , 3007, 18",
        "iam.googleapis.com, google.iam.admin.v1.UpdateRole, , 3008, 2",
        "compute.googleapis.com, v1.compute.instances.insert, false, 6003, 1",
        "compute.googleapis.com, beta.compute.instances.setMetadata, , 6003, 3",
        "storage.googleapis.com, storage.setIamPermissions, , 6003, 3",
        "storage.googleapis.com, storage.objects.get, true, 6003, 2",
        "k8s.io, io.k8s.core.v1.pods.deletecollection, , 6003, 4",
        "cloudresourcemanager.googleapis.com, SetIamPolicy, , 6003, 3",
        "bigquery.googleapis.com, google.cloud.bigquery.v2.JobService.InsertJob, true, 6003, 2",
        "x.googleapis.com, GetAndChange, false, 6003, 99",
        ", BatchDeleteThings, , 6003, 4",
        ", Hover, , 6003, 99",
        ", '.', , 6003, 99",
        "x.googleapis.com, , , 0, 0"
    })
    void shouldClassify(String service, String method, Boolean readOnly, int classUid, int activityId) {
        assertThat(AuditLogMethod.of(service, method, readOnly)).isEqualTo(new Activity(classUid, activityId));
    }
}
