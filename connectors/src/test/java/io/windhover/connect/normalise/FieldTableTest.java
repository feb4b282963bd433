package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTableTest {

    private enum Field {
        NAME("name"),
        VALUE("name.value"),
        DOTTED("notes.\"a.b/c\""),
        EVENTS("events[]"),
        EVENT_NAME("events[].name"),
        PARAMETERS("events[].parameters[]"),
        PARAMETER("events[].parameters[].value");

        private final String path;

        Field(String path) {
            this.path = path;
        }
    }

    private final FieldTable<Field> table =
            FieldTable.of(Field.values(), field -> field.path, List.of("more.first", "more.second"));

    @Test
    void shouldReadValuesByTheirPaths() throws IOException {
        FieldValues<Field> values =
                read("{'x':{'name':'wrong'},'name':'a','notes':{'a.b/c':7},'more':{'second':true,'first':null}}");

        assertThat(values.get(Field.NAME)).isEqualTo("a");
        assertThat(values.get(Field.DOTTED)).isEqualTo("7");
        assertThat(values.numbered(0)).isNull();
        assertThat(values.numbered(1)).isEqualTo("true");
        assertThat(values.list(Field.EVENTS)).isEmpty();
    }

    @Test
    void shouldReadANameThatIsAScalarInOneShapeAndAnObjectInTheOther() throws IOException {
        assertThat(read("{'name':{'value':'b'}}").get(Field.VALUE)).isEqualTo("b");
        assertThat(read("{'name':{'value':'b'}}").get(Field.NAME)).isNull();
        assertThat(read("{'name':'a'}").first(Field.VALUE, Field.NAME)).isEqualTo("a");
    }

    @Test
    void shouldReadListsInLists() throws IOException {
        FieldValues<Field> values = read("{'events':[{'name':'e1','parameters':[{'value':1},{'value':2}]},[],null,"
                + "{'parameters':{'value':3},'name':'e2'},'text']}");

        List<FieldValues<Field>> events = values.list(Field.EVENTS);
        assertThat(events).hasSize(4);
        assertThat(events.get(0).get(Field.EVENT_NAME)).isEqualTo("e1");
        assertThat(events.get(0).list(Field.PARAMETERS))
                .extracting(parameter -> parameter.get(Field.PARAMETER))
                .containsExactly("1", "2");
        assertThat(events.get(2).list(Field.PARAMETERS))
                .extracting(parameter -> parameter.get(Field.PARAMETER))
                .containsExactly("3");
        assertThat(events.get(3).get(Field.EVENTS)).isEqualTo("text");
    }

    @Test
    void shouldReadOnlySoManyElements() throws IOException {
        String many = "{'name':'e'},".repeat(FieldTable.MAX_ELEMENTS + 5);

        FieldValues<Field> values = read("{'events':[" + many + "{}],'name':'behind'}");

        assertThat(values.list(Field.EVENTS)).hasSize(FieldTable.MAX_ELEMENTS);
        assertThat(values.get(Field.NAME)).isEqualTo("behind");
    }

    @Test
    void shouldReadNamesAndTextsThatAreWrittenWithEscapes() throws IOException {
        FieldValues<Field> values =
                read("{'\\u006eame':'\\u0041\\n\\'','x\\'y':{'z':'}\\\\'},'notes':{'a.b\\/c':'behind'}}");

        assertThat(values.get(Field.NAME)).isEqualTo("A\n\"");
        assertThat(values.get(Field.DOTTED)).isEqualTo("behind");
    }

    @Test
    void shouldCrossWhatIsNotWantedWhateverItHolds() throws IOException {
        FieldValues<Field> values = read("{ 'x' : [ { 'name' : ']}' } , [ -1.5e3 , true , null ] , {} , [] ] ,\n"
                + "'other':'name','value':-7,'name' : 12.50 ,'more':{'first' : false}}");

        assertThat(values.get(Field.NAME)).isEqualTo("12.50");
        assertThat(values.numbered(0)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'events':7,'name':[],'notes':'x'}", "{'events':null,'name':' ','notes':[{'a.b/c':1}]}"})
    void shouldTakeOtherTypesAsMissing(String record) throws IOException {
        FieldValues<Field> values = read(record);

        assertThat(values.get(Field.NAME)).isNull();
        assertThat(values.get(Field.DOTTED)).isNull();
        assertThat(values.list(Field.EVENTS))
                .allSatisfy(event -> assertThat(event.get(Field.EVENT_NAME)).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{'events':[",
                "{'events':[{'name':'a'",
                "{} {}",
                "{'name'",
                "{'name':",
                "{'name':}",
                "{'name':'a",
                "{'name':'a\\",
                "{'name' 7}",
                "{7:'name'}",
                "{'x':[1,2}",
                "{'x':{'y':'z'",
                "{'events':[,]}",
                "{'events':[{},]}",
                "{'events':[{} {}]}",
                "{'name':'a' 'x':1}",
                "{'name':'a',}",
                "{,'name':'a'}"
            })
    void shouldRefuseWhatIsNotOneObject(String record) {
        assertThatThrownBy(() -> read(record)).isInstanceOf(IOException.class);
    }

    private FieldValues<Field> read(String record) throws IOException {
        byte[] bytes = ("##" + record.replace('\'', '"')).getBytes(UTF_8);
        return table.read(bytes, 2, bytes.length - 2);
    }
}
