/** CloudTrail's logs from S3: what notifications on an SQS queue announce, or what lies under prefixes of a bucket. */
@NullMarked
package io.windhover.connect.s3;

import org.jspecify.annotations.NullMarked;
