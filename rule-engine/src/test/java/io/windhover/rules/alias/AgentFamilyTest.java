package io.windhover.rules.alias;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFamilyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Chrome on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                "Edge on Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                "Firefox on macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7; rv:155.0) Gecko/20100101 Firefox/155.0",
                "Safari on iOS | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
                "Chrome on Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                "PowerShell on Windows | Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.5486 AADInternals",
                "Mozilla | Mozilla/4.0",
                "aws-cli on Linux | aws-cli/2.31.5 md/awscrt#0.28.1 ua/2.1 os/linux#6.11.0-1018-azure md/arch#x86_64 lang/python#3.13.7",
                "boto3 on macOS | [Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/macos#25.0.0]",
                "kubectl on macOS | kubectl/v1.33.5 (darwin/arm64) kubernetes/1234567",
                "git | git/2.50.0",
                "ec2.amazonaws.com | ec2.amazonaws.com",
                "bav2ropc | BAV2ROPC",
            })
    void shouldNameProgramAndSystemWithoutVersions(String family, String agent) {
        assertThat(AgentFamily.of(agent)).isEqualTo(family);
    }

    @Test
    void shouldNameNothingWhereNoProgramIsNamed() {
        assertThat(AgentFamily.of(null)).isNull();
        assertThat(AgentFamily.of("")).isNull();
        assertThat(AgentFamily.of("/()")).isNull();
    }

    @Test
    void shouldKeepToABound() {
        assertThat(AgentFamily.of("x".repeat(100_000))).hasSize(64);
    }
}
