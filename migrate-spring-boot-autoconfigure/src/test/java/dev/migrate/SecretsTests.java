package dev.migrate;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Secrets}.
 */
class SecretsTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://host/db?user=ann&password=geheim&ssl=true",
			"jdbc:postgresql://ann:geheim@host:5432/db", "jdbc:mysql://ann:ge/heim@geheim@host/db",
			"jdbc:h2:tcp://host/db;USER=ann;PASSWORD=geheim", "jdbc:sqlserver://host;user=ann;password={geheim;x}",
			"jdbc:oracle:thin:ann/geheim@//host:1521/db", "jdbc:mysql://address=(host=h)(password=geheim)/db",
			"jdbc:mariadb://host/db?trustStorePassword=geheim", "jdbc:postgresql://host/db?sslpassword=geheim",
			"{user=ann, password=geheim}", "{\"password\":\"geheim\"}", "spring.liquibase.password: geheim",
			"create user ann identified by 'geheim'", "alter role ann password 'geheim'",
			"create user ann identified with mysql_native_password by 'ge''heim geheim'", "api-key=geheim",
			"access_token=geheim", "client.secret=geheim" })
	void secretIsMasked(String text) {
		assertThat(Secrets.mask(text)).contains("***").doesNotContain("geheim", "heim");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "unexpected token: geheim", "The database rejects the user name or the password; correct them.",
					"Set migrate.scratch.url, migrate.scratch.username and migrate.scratch.password to a database.",
					"jdbc:postgresql://host:5432/db?user=ann", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
					"create table password (token text)", "https://example.org/a:b@c" })
	void otherTextStays(String text) {
		assertThat(Secrets.mask(text)).isEqualTo(text);
	}

	@Test
	void valueOfAParameterWithASecretNameIsMasked() {
		Map<String, String> parameters = Map.of("apiKey", "it's  geheim", "shop.password", "geheim2", "token",
				"abcdefgh", "table", "person");
		assertThat(Secrets.mask("insert into person values ('it''s  geheim', 'geheim2', 'abcdefgh')", parameters))
			.isEqualTo("insert into person values ('***', '***', '***')");
		assertThat(Secrets.mask("insert into person values ('it's geheim', 'abcdef…", parameters))
			.isEqualTo("insert into person values ('***', '***…");
	}

	@Test
	void exceptionsWithoutASecretStay() {
		IllegalStateException failure = new IllegalStateException("a", new SQLException("b"));
		assertThat(Secrets.mask(failure, Secrets::mask)).isSameAs(failure);
		assertThat(new MigrationFailedException(ErrorCode.UNEXPECTED, "c", failure)).hasCause(failure);
	}

	@Test
	void secretsInCausesAndInWhatIsSuppressedAreMasked() {
		SQLException driver = new SQLException("No luck with jdbc:x://ann:geheim@host");
		IllegalStateException failure = new IllegalStateException("password=geheim", driver);
		failure.addSuppressed(new IllegalStateException("pwd=geheim", driver));
		driver.initCause(failure);
		StringWriter trace = new StringWriter();
		new MigrationFailedException(ErrorCode.UNEXPECTED, "password=geheim", failure)
			.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("geheim")
			.contains("java.lang.IllegalStateException: password=***",
					"java.sql.SQLException: No luck with jdbc:x://ann:***@host",
					"secretsInCausesAndInWhatIsSuppressedAreMasked");
	}

}
