package io.windhover.connect.s3;

/** Which object in which bucket. */
record ObjectAddress(String bucket, String key) {

    /** How events, dead letters and messages call it. */
    String name() {
        return "s3://" + bucket + "/" + key;
    }
}
