package io.windhover.cli.events;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.connect.read.Place;
import java.io.IOException;

/** Where an event stands, for a program. */
public final class PlaceJson {
    private PlaceJson() {}

    /** As the field {@code source} of an object that is already begun. */
    public static void write(JsonGenerator json, Place place) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("file", place.source());
        json.writeNumberField(place.unit() == Place.Unit.LINE ? "line" : "record", place.position());
        json.writeEndObject();
    }
}
