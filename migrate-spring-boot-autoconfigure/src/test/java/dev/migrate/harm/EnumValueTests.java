package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that enum values are added in place, and removed only if no row has them.
 */
class EnumValueTests {

	@TempDir
	private Path folder;

	static Stream<Arguments> mappings() {
		Stream<Arguments> both = Stream.of(TestProduct.H2, TestProduct.POSTGRESQL)
			.flatMap((product) -> Stream.of(
					Arguments.of(product, "string", StringBefore.class, StringAfter.class, "'GONE'", "'OPEN'"),
					Arguments.of(product, "ordinal", OrdinalBefore.class, OrdinalAfter.class, "2", "0")));
		Stream<Arguments> types = Stream.of(TestProduct.H2, TestProduct.POSTGRESQL)
			.map((product) -> Arguments.of(product, "native type", NativeBefore.class, NativeAfter.class, "'GONE'",
					"'OPEN'"));
		return Stream.concat(both, types);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("mappings")
	void rowWithRemovedValueStopsRunBeforeAnyChange(TestProduct product, String mapping, Class<?> before,
			Class<?> after, String removed, String open) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(before)) {
			shop.release("create all");
			shop.database().execute("insert into ticket (id, status) values (1, " + removed + ")");
			GeneratedView generated = shop.map(after).generate("less");
			assertThat(generated.content()).contains("sqlCheck");
			List<String> then = shop.oracle();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> shop.upgrade("head"))
				.satisfies((ex) -> assertThat(ex).isInstanceOfAny(CannotProceedException.class,
						MigrationFailedException.class))
				.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase("rows of table ticket have")
					.contains(removed.replace("'", ""))
					.contains("give them another value first"));
			// Not even a change that is unrelated to the value is applied.
			assertThat(shop.oracle()).isEqualTo(then);
			shop.database().execute("update ticket set status = " + open);
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("mappings")
	void rowsWithOtherValuesAreKept(TestProduct product, String mapping, Class<?> before, Class<?> after,
			String removed, String open) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(before)) {
			shop.release("create all");
			shop.database().execute("insert into ticket (id, status) values (1, " + open + "), (2, null)");
			List<String> then = shop.oracle();
			shop.map(after).release("less");
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(then);
			shop.database().execute("insert into ticket (id, status) values (3, " + removed + ")");
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("mappings")
	void valueIsAddedInPlaceAndRemovedOnDowngrade(TestProduct product, String mapping, Class<?> before, Class<?> after,
			String removed, String open) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(after)) {
			shop.release("create all");
			shop.database().execute("insert into ticket (id, status) values (1, " + open + ")");
			List<String> then = shop.oracle();
			GeneratedView generated = shop.map(before).generate("more");
			assertThat(generated.content()).doesNotContain("columnExists");
			shop.upgrade("head");
			assertThat(shop.check().changes()).isEmpty();
			assertThat(shop.check().agrees()).isTrue();
			shop.database().execute("insert into ticket (id, status) values (2, " + removed + ")");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.downgrade("-1"));
			shop.database().execute("delete from ticket where id = 2");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(then);
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("mappings")
	void allRevisionsRunOnEmptyDatabase(TestProduct product, String mapping, Class<?> before, Class<?> after,
			String removed, String open) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(before)) {
			shop.release("create all");
			shop.map(after).release("less");
			List<String> then = shop.oracle();
			shop.downgrade("base");
			shop.upgrade("head");
			assertThat(shop.oracle()).isEqualTo(then);
		}
	}

	/**
	 * The first release, nested since a native type is named after its enum.
	 */
	static final class Earlier {

		enum Status {

			OPEN, HELD, GONE

		}

	}

	/**
	 * The next release with the same enum.
	 */
	static final class Later {

		enum Status {

			OPEN, HELD

		}

	}

	@Entity
	@Table(name = "ticket")
	static class StringBefore {

		@Id
		Long id;

		@Enumerated(EnumType.STRING)
		@Column(name = "status")
		Earlier.Status status;

	}

	@Entity
	@Table(name = "ticket")
	static class StringAfter {

		@Id
		Long id;

		@Enumerated(EnumType.STRING)
		@Column(name = "status")
		Later.Status status;

		String note;

	}

	@Entity
	@Table(name = "ticket")
	static class NativeBefore {

		@Id
		Long id;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@Column(name = "status")
		@ColumnDefault("'GONE'")
		Earlier.Status status;

	}

	@Entity
	@Table(name = "ticket")
	static class NativeAfter {

		@Id
		Long id;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@Column(name = "status")
		@ColumnDefault("'OPEN'")
		Later.Status status;

		String note;

	}

	@Entity
	@Table(name = "ticket")
	static class OrdinalBefore {

		@Id
		Long id;

		@Enumerated(EnumType.ORDINAL)
		@Column(name = "status")
		Earlier.Status status;

	}

	@Entity
	@Table(name = "ticket")
	static class OrdinalAfter {

		@Id
		Long id;

		@Enumerated(EnumType.ORDINAL)
		@Column(name = "status")
		Later.Status status;

		String note;

	}

}
