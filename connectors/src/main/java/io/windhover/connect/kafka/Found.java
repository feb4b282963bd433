package io.windhover.connect.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What comes next in a partition. */
sealed interface Found {

    /**
     * A message.
     *
     * @param handled how many of its records were handled before a restart
     */
    record Message(ConsumerRecord<byte[], byte[]> message, long handled) implements Found {}

    /**
     * The message that should come next is not there.
     *
     * @param wanted its offset
     * @param earliest the offset of the first message that is there
     */
    record Gap(TopicPartition partition, long wanted, long earliest) implements Found {

        /** How many messages were deleted unread; 0 where the partition ends before what should come next. */
        long expired() {
            return Math.max(0, earliest - wanted);
        }

        String reason() {
            return expired() > 0
                    ? expired() + " messages expired before they were read: reading goes on at the earliest, "
                            + earliest
                    : "the partition ends before this offset, as if it was made anew: reading goes on at the earliest, "
                            + earliest;
        }
    }
}
