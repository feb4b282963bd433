package io.windhover.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.doctor.Diagnosis.Status;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
    @Test
    void shouldTakeABrokersTimeWithinTheRequestForTheSame() {
        assertThat(ClockCheck.judge(1_000, 1_040, 1_020))
                .isEqualTo(Diagnosis.ok("clock", "this machine and the broker have the same time, to within 40 ms"));
    }

    @Test
    void shouldSayWhichClockIsAheadAndByHowMuch() {
        Diagnosis ahead = ClockCheck.judge(100_000, 100_010, 20_000);
        assertThat(ahead.status()).isEqualTo(Status.PROBLEM);
        assertThat(ahead.message()).isEqualTo("this machine's clock is 80.0 s ahead of the broker's");

        Diagnosis behind = ClockCheck.judge(100_000, 100_010, 120_010);
        assertThat(behind.status()).isEqualTo(Status.WARNING);
        assertThat(behind.message()).isEqualTo("this machine's clock is 20.0 s behind the broker's");

        assertThat(ClockCheck.judge(100_000, 100_010, 101_010).status()).isEqualTo(Status.OK);
    }
}
