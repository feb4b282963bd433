package io.windhover.connect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.schemas.LogSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownLogsTest {

    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\"}",
                " {\n \"x\" : { \"y\\\\\" : [ \"}\\\"\" ] } ,\n \"eventName\" : \"A\" , \"eventSource\" : null }",
                "{\"eventVersion\":\"1.10\",\"eventType\":\"AwsCloudTrailInsight\",\"insightDetails\":{}}"
            })
    void shouldRecogniseCloudTrail(String event) {
        assertThat(recognise(event)).map(Normaliser::logSource).hasValueSatisfying(source -> {
            assertThat(source.getProduct()).isEqualTo("aws");
            assertThat(source.getService()).isEqualTo("cloudtrail");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'protoPayload':{'serviceName':'iam.googleapis.com'},'logName':'x'} | gcp/gcp.audit",
                "{'logName':'x','protoPayload':{}} | gcp/gcp.audit",
                "{'protoPayload':{'serviceName':'Admin.googleapis.com'},'insertId':'x'} | gcp/google_workspace.admin",
                "{'insertId':'x','protoPayload':{'serviceName':'login.googleapis.com'}} | gcp/google_workspace.login",
                "{'id':{'applicationName':'login'},'actor':{},'events':[]} | gcp/google_workspace.login",
                "{'id':{'applicationName':'new'},'actor':{},'events':[]} | gcp/google_workspace",
                "{'operationName':'x','category':'Administrative','resourceId':'x'} | azure/activitylogs",
                "{'resourceId':'x','category':{'value':'Policy'},'operationName':{}} | azure/activitylogs",
                "{'operationName':'x','category':'ADMINISTRATIVE','resourceId':'x'} | azure/activitylogs",
                "{'operationName':'x','category':'StorageRead','resourceId':'x'} | azure",
                "{'operationName':'x','category':null,'resourceId':'x'} | azure",
                "{'operationName':'x','category':'SignInLogs','resourceId':'x'} | azure/signinlogs",
                "{'operationName':'x','category':'ManagedIdentitySignInLogs','resourceId':'x'} | azure/signinlogs",
                "{'operationName':'x','category':'AuditLogs','resourceId':'x'} | azure/auditlogs",
                "{'operationName':'x','category':'RiskyUsers','resourceId':'x'} | azure/riskdetection",
                "{'riskEventType':'x','riskState':'x'} | azure/riskdetection",
                "{'kind':'Event','auditID':'x','stage':'x'} | kubernetes/audit",
                "{'kind':'Event','verb':'get','objectRef':{}} | kubernetes/audit",
                "{'verb':'get','requestURI':'/version'} | kubernetes/audit",
                "{'output_fields':{},'priority':'Notice','rule':'x'} | falco",
                "{'schemaVersion':'2.0','accountId':'1','service':{'serviceName':'guardduty'}} | aws/guardduty",
                "{'account-id':'1','srcaddr':'10.0.0.7','dstaddr':'10.0.0.8'} | aws/vpcflow",
                "{'pkt-srcaddr':'10.0.0.7','pkt-dstaddr':'10.0.0.8'} | aws/vpcflow",
                "{'interface-id':'eni-1','log-status':'NODATA'} | aws/vpcflow",
                "{'CreationTime':'x','Operation':'x','Workload':'Exchange'} | m365/audit",
                "{'CreationTime':'x','Operation':'x','RecordType':1} | m365/audit",
                "{'Workload':'SecurityComplianceCenter','CreationTime':'x','Operation':'x'} | m365/threat_management",
                "{'actor':{},'eventType':'x','published':'x','uuid':'x'} | okta/okta",
                "{'@timestamp':1,'action':'x','actor':'x'} | github/audit",
                "{'action':'git.clone','repository':'x','actor':'x','_document_id':'x'} | github/audit",
                "{'action':'x','issue':{},'repository':{},'sender':{}} | github/webhook",
                "{'ref':'x','repository':{},'pusher':{},'sender':{}} | github/webhook",
                "{'author_id':1,'entity_type':'User','created_at':'x'} | gitlab/audit",
                "{'object_kind':'push','ref':'x','repository':{}} | gitlab/webhook",
                "{'event_name':'user_create','created_at':'x','updated_at':'x'} | gitlab/webhook"
            })
    void shouldRecogniseEachLog(String event, String log) {
        LogSource source = recognise(event.replace('\'', '"')).orElseThrow().logSource();

        assertThat(source.getProduct() + (source.getService() == null ? "" : "/" + source.getService()))
                .isEqualTo(log);
        assertThat(KnownLogs.standard().normaliser(source))
                .map(Normaliser::logSource)
                .contains(source);
    }

    @Test
    void shouldFindALogByProductAndService() {
        KnownLogs logs = KnownLogs.standard();

        assertThat(logs.normaliser(new LogSource("aws", "vpcflow", null))).isPresent();
        assertThat(logs.normaliser(new LogSource("aws", "vpcflow", "firewall"))).isPresent();
        assertThat(logs.normaliser(new LogSource("aws", "vpcflow", "proxy"))).isEmpty();
        assertThat(logs.normaliser(new LogSource("falco", null, null))).isPresent();
    }

    @Test
    void shouldHaveNoNormaliserForALogThatIsNotKnown() {
        assertThat(KnownLogs.standard().normaliser(new LogSource("gcp", "hover", null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "{\"nested\":{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"PutObject\"}}",
                "{\"text\":\"eventSource\",\"other\":\"eventName\"}",
                "{\"eventName\":\"login\"}",
                "{\"kind\":\"Event\",\"apiVersion\":\"v1\",\"reason\":\"Killing\"}",
                "{\"schemaVersion\":\"2.0\",\"accountId\":\"1\",\"service\":{\"serviceName\":\"inspector\"}}"
            })
    void shouldRecogniseNothingElse(String event) {
        assertThat(recognise(event)).isEmpty();
    }

    @Test
    void shouldStayWithinItsBoundsWhateverTheBytesAre() {
        // Given
        Random random = new Random(7);
        byte[] alphabet = "{}[]\":,\\ aeventName\"1".getBytes(UTF_8);

        // When, Then: no exception, whatever is asked
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            int offset = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            assertThat(recogniser.recognise(bytes, offset, bytes.length - offset))
                    .isNotNull();
            assertThat(new CloudTrailNormaliser().refusal(bytes, offset, bytes.length - offset))
                    .isNotNull();
        }
    }

    private Optional<Normaliser> recognise(String event) {
        byte[] bytes = ("##" + event).getBytes(UTF_8);
        return recogniser.recognise(bytes, 2, bytes.length - 2);
    }
}
