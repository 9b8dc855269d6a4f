package dev.migrate.laws;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.entity.EntitySchemas;
import dev.migrate.models.Model;
import dev.migrate.models.SessionFactories;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the laws of fixed point, convergence and round trip on databases that are
 * told to fold names in another way, or to take after another product.
 */
class FoldedNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { ";DATABASE_TO_UPPER=FALSE", ";DATABASE_TO_LOWER=TRUE",
			";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
			";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", ";MODE=MySQL;DATABASE_TO_LOWER=TRUE",
			";MODE=MariaDB", ";MODE=Oracle", ";MODE=MSSQLServer" })
	void h2(String settings) {
		List<String> created;
		try (TestDatabase database = TestDatabases.h2(settings);
				SessionFactory factory = SessionFactories.open(Model.EVERYTHING, database.dataSource(), "create-only");
				LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
			assertAgrees(bench);
			created = bench.oracle().stream().filter((line) -> !line.contains(" VIEW ")).toList();
		}
		try (TestDatabase database = TestDatabases.h2(settings);
				SessionFactory factory = SessionFactories.open(Model.EVERYTHING, database.dataSource(), "none");
				LawBench bench = new LawBench(database, EntitySchemas.of(factory))) {
			List<String> empty = bench.oracle();
			bench.generate("everything");
			bench.upgrade();
			assertAgrees(bench);
			bench.assertOracle(created);
			if (settings.contains("DATABASE_TO_LOWER")) {
				// Liquibase does not find its own history there in a second run.
				assertThat(bench.applied()).isPositive();
			}
			else {
				bench.downgrade("base");
				bench.assertOracle(empty);
			}
		}
	}

	private static void assertAgrees(LawBench bench) {
		CheckView check = bench.check();
		assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
		assertThat(check.leftAlone()).extracting(LeftAloneView::description).isEmpty();
	}

}
