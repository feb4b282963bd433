package io.windhover.connect.normalise.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureOperationTest {

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Storage/storageAccounts/write, Succeeded.OK, 6003, 3",
        "MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE, Succeeded.Created, 6003, 1",
        "MICROSOFT.STORAGE/STORAGEACCOUNTS/DELETE, , 6003, 4",
        "Microsoft.KeyVault/vaults/secrets/read, , 6003, 2",
        "Microsoft.Storage/storageAccounts/listKeys/action, , 6003, 2",
        "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION, , 6003, 2",
        "Microsoft.Compute/disks/beginGetAccess/action, , 6003, 2",
        "Microsoft.Compute/virtualMachines/runCommand/action, , 6003, 3",
        "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE, Succeeded.Created, 3007, 16",
        "Microsoft.Authorization/roleAssignments/delete, , 3007, 17",
        "Microsoft.Authorization/elevateAccess/action, , 3007, 16",
        "Microsoft.Authorization/roleDefinitions/write, , 3008, 2",
        "GetBlob, , 6003, 2",
        "PutBlob, , 6003, 99",
        "/, , 6003, 99",
        "action, , 6003, 99",
        "/action, , 6003, 99",
        "'', , 6003, 99"
    })
    void shouldClassify(String operation, String signature, int classUid, int activityId) {
        assertThat(AzureOperation.of(operation, signature)).isEqualTo(new Activity(classUid, activityId));
    }
}
