package io.windhover.cli;

import io.windhover.cli.cluster.Refusal;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Colour;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Logging;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.detector.app.ConfigException;
import io.windhover.registry.SchemaRegistryException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Shows why a command failed: the message alone, unless more was asked for or it is a bug. */
record FailureHandler(Screen err) implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        err.line(err.paint(Colour.BOLD_RED, "windhover: ") + SafeText.lines(message(exception)));
        if (command.getCommand() instanceof SecuredCommand secured) {
            Refusal.explained(exception, secured).ifPresent(rights -> err.line(SafeText.lines(rights)));
        }
        if (Logging.isVerbose() || !isExpected(exception)) {
            exception.printStackTrace(err.writer());
            err.writer().flush();
        }
        return ExitCode.FAILED;
    }

    private static String message(Exception exception) {
        String message = exception.getMessage();
        if (message == null) {
            return exception.toString();
        }
        Throwable cause = exception instanceof KafkaException ? exception.getCause() : null;
        String detail = cause == null ? null : cause.getMessage();
        return detail == null || message.contains(detail) ? message : message + ": " + detail;
    }

    private static boolean isExpected(Exception exception) {
        return exception instanceof Failure
                || exception instanceof ConfigException
                || exception instanceof SchemaRegistryException
                || exception instanceof KafkaException;
    }
}
