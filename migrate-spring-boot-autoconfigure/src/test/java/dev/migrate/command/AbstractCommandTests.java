package dev.migrate.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrate.ChangesetView;
import dev.migrate.Migrations;
import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of the tests that run a command in an application with {@link StubMigrations}.
 */
abstract class AbstractCommandTests {

	final StubMigrations migrations = new StubMigrations();

	private final TimeZone timeZone = TimeZone.getDefault();

	@BeforeEach
	void useUtc() {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
	}

	@AfterEach
	void useTimeZoneOfMachine() {
		TimeZone.setDefault(this.timeZone);
	}

	CommandResult run(String... arguments) {
		return run(null, arguments);
	}

	CommandResult run(@Nullable Supplier<String> answers, String... arguments) {
		return run(answers, false, arguments);
	}

	CommandResult run(@Nullable Supplier<String> answers, boolean shown, String... arguments) {
		SpringApplication application = new SpringApplication(Empty.class);
		ApplicationContextInitializer<GenericApplicationContext> initializer = (context) -> context
			.registerBean(Migrations.class, () -> this.migrations);
		application.addInitializers(initializer);
		CommandResult result = CommandResult.of(() -> application.run(migrate(arguments)), answers, shown);
		OutputSchema.assertConforms(result.out(), arguments);
		return result;
	}

	static String[] migrate(String... arguments) {
		return Stream.concat(Stream.of("migrate"), Arrays.stream(arguments)).toArray(String[]::new);
	}

	static ChangesetView changeset(String id, @Nullable String comment, Risk.@Nullable Kind risk) {
		return new ChangesetView(id, "ann", "db/1.yaml", comment, risk, (risk != null) ? List.of(risk) : null, null,
				null, null, null, null, null);
	}

	static Supplier<String> answers(String... lines) {
		Iterator<String> left = List.of(lines).iterator();
		return () -> left.hasNext() ? left.next() : null;
	}

	static JsonNode json(CommandResult result) {
		try {
			assertThat(result.err()).isEmpty();
			return new ObjectMapper().readTree(result.out());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
