package io.windhover.cli.story;

import java.util.List;

/** Everybody who appears, and where they act. */
final class Cast {
    static final String SHOP = "111122223333";
    static final String TOOLING = "123456789012";
    static final String STRANGERS = "444455556666";

    static final String OFFICE = "198.51.100.24";
    static final String BUILD_SERVER = "198.51.100.77";
    static final String HOME_OFFICE = "192.0.2.143";
    static final String HOSTED_RUNNER = "192.0.2.18";
    static final String AUDITOR = "198.51.100.61";
    static final String INTRUDER = "203.0.113.66";
    static final String INTRUDER_BROWSER = "203.0.113.91";

    static final String BROWSER =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
    static final String OTHER_BROWSER = BROWSER.replace("Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64");
    static final String COMMAND_LINE =
            "aws-cli/2.31.5 md/awscrt#0.28.1 ua/2.1 os/macos#24.6.0 md/arch#arm64 lang/python#3.13.7 md/installer#source";
    static final String BUILD_TOOL =
            "aws-cli/1.42.40 md/Botocore#1.40.40 ua/2.1 os/linux#5.15.0-157-generic md/arch#x86_64 lang/python#3.10.12";
    static final String BOTO =
            "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.12.11 Botocore/1.40.45";
    static final String JAVA_SDK =
            "aws-sdk-java/2.35.1 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.150 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM";
    static final String NODE = "aws-sdk-js/3.896.0 ua/2.1 os/linux#5.10.240 lang/js md/nodejs#22.19.0";
    static final String TERRAFORM =
            "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.15.0 aws-sdk-go-v2/1.39.2 lang/go#1.24.6";
    static final String SSM_AGENT = "aws-sdk-go/1.55.5 (go1.24.6; linux; amd64) amazon-ssm-agent/3.3.3050.0";
    static final String S3_CONSOLE =
            "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.791 Linux/5.10.240 OpenJDK_64-Bit_Server_VM/25.462 vendor/Oracle]";
    static final String INTRUDER_TOOL =
            "aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0-13-amd64 source/x86_64.debian.12 prompt/off";

    /** The key that leaks: a build server's, made years ago, that may also create users for the shop's partners. */
    static final Caller ARTIFACTS_KEY = Caller.user(SHOP, "ci-artifacts");

    static final Caller LEGACY_REPORTING = Caller.user(SHOP, "legacy-reporting")
            .from("198.51.100.90")
            .using("aws-sdk-php/3.356.4 ua/2.1 os/Linux#4.18.0 lang/php#8.1.33");

    static final Caller MIRA = Caller.person(SHOP, "AdministratorAccess", "mira.haas@example.com")
            .from(OFFICE)
            .using(BROWSER);
    static final Caller LENA = Caller.person(SHOP, "DeveloperAccess", "lena.berg@example.com")
            .from(HOME_OFFICE)
            .using(BROWSER);
    static final Caller PAUL = Caller.person(SHOP, "DataAnalyst", "paul.stone@example.com")
            .from(OFFICE)
            .using(BROWSER);
    static final Caller JON = Caller.person(SHOP, "SupportReadOnly", "jon.weir@example.com")
            .from("2001:db8:7a:12::31")
            .using(BROWSER);

    static final List<String> API_INSTANCES =
            List.of("i-0a9b8c7d6e5f41302", "i-0b8c7d6e5f4130219", "i-0c7d6e5f413021a98");

    private Cast() {}

    static Caller instance(String id) {
        return Caller.session(SHOP, "orders-api", id)
                .from("198.51.100." + (130 + API_INSTANCES.indexOf(id)))
                .using(JAVA_SDK);
    }

    static Caller function(String name) {
        return Caller.session(SHOP, name + "-role", name)
                .from("192.0.2.201")
                .using(NODE + " exec-env/AWS_Lambda_nodejs22.x");
    }

    static Caller serviceRole(String role, String service) {
        return Caller.session(SHOP, role, service.substring(0, service.indexOf('.')))
                .through(service);
    }
}
