package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins to Entra as diagnostic settings stream them: of people, interactive or not, of service principals and of
 * managed identities ("Sign-in log schema", Azure Monitor). A result type of 0 is a success, any other an error's number.
 */
public final class SignInNormaliser extends RecordNormaliser<SignInField> {

    /** For all kinds of sign-in. */
    public SignInNormaliser() {
        super(
                new LogSource("azure", "signinlogs", null),
                SignInField.TABLE,
                List.of(SignInField.CREATED, SignInField.TIME));
    }

    @Override
    protected Described describe(FieldValues<SignInField> record) {
        String code = code(record);
        String error = code == null || code.equals("0") ? null : code;
        Resources resources = new Resources();
        resources.add(record.get(SignInField.RESOURCE), "resource");
        resources.add(record.get(SignInField.APPLICATION), "application");
        return new Described(
                uid(record),
                Activity.LOGON,
                code == null ? Outcome.UNKNOWN : error == null ? Outcome.SUCCESS : Outcome.FAILURE,
                actor(record),
                SourceAddress.endpoint(
                        record.first(SignInField.ADDRESS, SignInField.CALLER_ADDRESS),
                        record.get(SignInField.USER_AGENT)),
                new Api(
                        record.first(SignInField.RESOURCE_NAME, SignInField.APPLICATION_NAME),
                        record.get(SignInField.OPERATION),
                        record.get(SignInField.CORRELATION),
                        null,
                        error,
                        error == null ? null : record.first(SignInField.FAILURE_REASON, SignInField.DESCRIPTION)),
                new Cloud(null, record.first(SignInField.TENANT, SignInField.RESOURCE_TENANT), null),
                resources.list());
    }

    /** The number; some streams have a word in its place, and the number only below. */
    private static @Nullable String code(FieldValues<SignInField> record) {
        String result = record.get(SignInField.RESULT);
        boolean number = result != null && result.chars().allMatch(Character::isDigit);
        String code = number ? result : record.get(SignInField.ERROR_CODE);
        if (code != null || result == null) {
            return code;
        }
        return result.equalsIgnoreCase("Success") ? "0" : result;
    }

    private static @Nullable String uid(FieldValues<SignInField> record) {
        String id = record.get(SignInField.ID);
        String correlation = record.get(SignInField.CORRELATION);
        if (id != null || correlation == null) {
            return id;
        }
        return correlation + "|" + record.first(SignInField.CREATED, SignInField.TIME) + "|"
                + record.get(SignInField.OPERATION);
    }

    private static Actor actor(FieldValues<SignInField> record) {
        String user = DirectoryName.idOrNobody(record.get(SignInField.USER));
        String program = DirectoryName.idOrNobody(record.get(SignInField.SERVICE_PRINCIPAL));
        String name = DirectoryName.userPrincipalName(
                record.first(SignInField.USER_PRINCIPAL_NAME, SignInField.SIGN_IN_NAME));
        boolean ofPerson = user != null || name != null;
        String id = ofPerson ? user : program;
        String programName = record.first(SignInField.SERVICE_PRINCIPAL_NAME, SignInField.APPLICATION_NAME);
        return new Actor(
                id == null ? name : id,
                ofPerson ? record.get(SignInField.USER_TYPE) : kindOfProgram(record.get(SignInField.CATEGORY)),
                id,
                ofPerson ? name : programName,
                record.get(SignInField.SESSION),
                null,
                secondFactor(record),
                record.first(SignInField.SERVICE_PRINCIPAL_KEY, SignInField.TOKEN),
                null,
                record.get(SignInField.HOME_TENANT),
                ofPerson ? DirectoryName.alias(id, name) : null);
    }

    private static @Nullable String kindOfProgram(@Nullable String category) {
        return category == null
                ? null
                : switch (category.toLowerCase(Locale.ROOT)) {
                    case "managedidentitysigninlogs" -> "ManagedIdentity";
                    case "serviceprincipalsigninlogs" -> "ServicePrincipal";
                    default -> null;
                };
    }

    /** Whether one was asked for: that it was given follows from the sign-in's success. */
    private static @Nullable Boolean secondFactor(FieldValues<SignInField> record) {
        String requirement = record.get(SignInField.REQUIREMENT);
        return requirement == null ? null : requirement.equalsIgnoreCase("multiFactorAuthentication");
    }
}
