package io.windhover.cli.events;

import io.windhover.schemas.LogSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code product/service}, as a rule's {@code logsource} has them. */
final class LogSourceConverter implements ITypeConverter<LogSource> {
    @Override
    public LogSource convert(String value) {
        String[] parts = value.split("/", -1);
        if (parts.length > 2 || parts[0].isBlank() || (parts.length == 2 && parts[1].isBlank())) {
            throw new TypeConversionException("'" + value + "' is not product/service, for example aws/cloudtrail");
        }
        return new LogSource(parts[0], parts.length == 2 ? parts[1] : null, null);
    }
}
