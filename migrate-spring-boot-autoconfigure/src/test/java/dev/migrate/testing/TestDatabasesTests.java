package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestDatabases}.
 */
class TestDatabasesTests {

	@ParameterizedTest
	@EnumSource
	void databasesAreIndependent(TestProduct product) throws SQLException {
		try (TestDatabase first = product.create(); TestDatabase second = product.create()) {
			first.execute("create table a (id integer)", "insert into a values (1)");
			second.execute("create table a (id integer)");
			assertThat(count(first)).isOne();
			assertThat(count(second)).isZero();
		}
	}

	private static int count(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect();
				ResultSet rows = connection.createStatement().executeQuery("select count(*) from a")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
