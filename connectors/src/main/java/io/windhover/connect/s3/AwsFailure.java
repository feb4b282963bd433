package io.windhover.connect.s3;

import java.io.IOException;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a request came to nothing, after the client's own retries.
 *
 * @param reason one sentence that names the service's error code, for dead letters and messages
 * @param detail what the service says besides, for the operator; it names principals and resources, never a secret
 */
record AwsFailure(Kind kind, String reason, String detail) {

    /** What is to be done about it. */
    enum Kind {
        /** It may pass. */
        TRANSIENT,
        /** Nothing is there. */
        MISSING,
        /** It lies in an archive, from where it has to be restored first. */
        ARCHIVED,
        /** This principal may not, or whatever else does not pass by itself. */
        REFUSED
    }

    /** For messages. */
    String describe() {
        return detail.isEmpty() ? reason : reason + " (" + detail + ")";
    }

    static AwsFailure of(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return ofService(service);
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return mayPass(failure)
                ? new AwsFailure(Kind.TRANSIENT, "there is no connection that lasts", message)
                : new AwsFailure(Kind.REFUSED, "the request cannot be made", message);
    }

    static AwsFailure of(IOException failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        return why instanceof AwsServiceException service
                ? ofService(service)
                : new AwsFailure(
                        Kind.TRANSIENT, "the content breaks off", Objects.requireNonNullElse(why.getMessage(), ""));
    }

    private static AwsFailure ofService(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(failure.awsErrorDetails().errorCode(), "");
        String detail = failure.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(failure.awsErrorDetails().errorMessage(), "");
        int status = failure.statusCode();
        String answer = status + (code.isEmpty() ? "" : " " + code);
        if (failure.isThrottlingException() || status >= 500 || status == 412 || code.equals("RequestTimeout")) {
            return new AwsFailure(Kind.TRANSIENT, "the service answers " + answer, detail);
        }
        if (status == 404 || code.endsWith("NonExistentQueue") || code.endsWith("QueueDoesNotExist")) {
            return new AwsFailure(Kind.MISSING, "there is no such thing: " + answer, detail);
        }
        if (code.equals("InvalidObjectState")) {
            return new AwsFailure(Kind.ARCHIVED, "the object is archived: " + answer, detail);
        }
        return new AwsFailure(
                Kind.REFUSED,
                status == 401 || status == 403 ? "access is denied: " + answer : "the service refuses: " + answer,
                detail);
    }

    private static boolean mayPass(SdkException failure) {
        if (failure.retryable()
                || failure instanceof AbortedException
                || failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        Throwable cause = failure.getCause();
        // Bounded: nobody else made this chain a ring.
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
