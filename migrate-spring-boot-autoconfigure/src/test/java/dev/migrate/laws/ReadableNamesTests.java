package dev.migrate.laws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ConstraintNamer;
import dev.migrate.SchemaFilter;
import dev.migrate.authoring.comparison.Customization;
import dev.migrate.models.HibernateSchema;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.annotations.NaturalId;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names of constraints and indexes that the entities do not name.
 */
class ReadableNamesTests {

	private static final List<Class<?>> ENTITIES = List.of(Issue.class, Comment.class, Vehicle.class, Car.class);

	private static final Pattern NAME = Pattern
		.compile("(?:constraint |constraintName: |primaryKeyName: |indexName: |index )"
				+ "\"?((?:pk|uk|fk|ck|idx)_[\\w\\p{L}]+)", Pattern.CASE_INSENSITIVE);

	@ParameterizedTest
	@EssentialProducts
	void unnamedObjectHasReadableName(TestProduct product) {
		try (TestDatabase database = product.create(); LawBench bench = bench(database)) {
			assertThat(names(bench)).containsExactlyInAnyOrder("pk_issue", "pk_comment", "pk_vehicle", "pk_car",
					"fk_comment_issue", "fk_comment_reviewer", "fk_comment_chosen", "fk_car_vehicle",
					"fk_issue_labels_issue", "uk_issue_slug", "uk_issue_project_number", "uk_comment_code",
					"idx_issue_placed_at", "idx_issue_opened_at_closed_at", "idx_comment_chosen", "ck_comment_stars");
			bench.upgrade();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
			assertThat(bench.generate("again").file()).isNull();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void objectThatHibernateNamedIsKept(TestProduct product) {
		try (TestDatabase database = product.create(); LawBench bench = bench(database)) {
			HibernateSchema.of(database, ENTITIES).create(database);
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
			assertThat(bench.check().leftAlone()).isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void namesThatCollideAreCompletedWithHash(TestProduct product) {
		Case names = new Case(product);
		Table target = names.table("target", "id");
		Table first = names.table("first", "a_id", "a", "x_y", "z", "x", "y_z")
			.withForeignKeys(List.of(names.key(target, "a_id"), names.key(target, "a")))
			.withUniqueKeys(
					List.of(new UniqueKey("", names.all("x_y", "z")), new UniqueKey("", names.all("x", "y_z"))));
		try (TestDatabase database = product.create();
				LawBench bench = new LawBench(database, Schema.EMPTY.withTables(List.of(first, target)))) {
			database.execute("create table unmanaged (id integer)", "create index idx_target_id on unmanaged (id)");
			bench.desire(Schema.EMPTY.withTables(
					List.of(first, target.withIndexes(List.of(Index.on("", names.of("id")).withUnique(false))))));
			List<String> generated = names(bench);
			assertThat(generated).doesNotHaveDuplicates()
				.filteredOn((name) -> name.matches("(fk_first_a|uk_first_x_y_z|idx_target_id)(_[0-9a-f]{6,8})?"))
				.hasSize(5)
				.contains("fk_first_a", "uk_first_x_y_z")
				.doesNotContain("idx_target_id");
			bench.upgrade();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void longNameIsCutToLimitOfProduct(TestProduct product) {
		Case names = new Case(product);
		String umlauts = "ü".repeat(29);
		Table table = names.table(umlauts, umlauts + "a", umlauts + "b", "id")
			.withUniqueKeys(
					List.of(new UniqueKey("", names.all(umlauts + "a")), new UniqueKey("", names.all(umlauts + "b"))))
			.withIndexes(List
				.of(Index.of("", names.all(umlauts + "a", umlauts + "b").stream().map(Index.Part::of).toList())));
		try (TestDatabase database = product.create();
				LawBench bench = new LawBench(database, Schema.EMPTY.withTables(List.of(table)))) {
			bench.generate("long names");
			Set<String> names63 = new TreeSet<>(names(text(bench)));
			assertThat(names63).hasSize(4);
			if (product == TestProduct.POSTGRESQL) {
				assertThat(names63)
					.allSatisfy((name) -> assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(58, 63));
			}
			bench.upgrade();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void namerOfApplicationReplacesDefault(TestProduct product) {
		ConstraintNamer namer = (unnamed) -> "our_" + unnamed.kind().name().toLowerCase(Locale.ROOT) + "_"
				+ unnamed.table() + "_" + String.join("_", unnamed.columns());
		Customization customization = new Customization(() -> SchemaFilter.ALL, List::of, () -> namer);
		try (TestDatabase database = product.create();
				LawBench bench = new LawBench(database, HibernateSchema.of(database, ENTITIES).entities(),
						customization)) {
			bench.generate("ours");
			assertThat(text(bench).toLowerCase(Locale.ROOT)).contains("our_primary_key_issue_id",
					"our_foreign_key_comment_issue_id", "our_unique_key_issue_slug", "our_index_issue_placed_at",
					"our_check_comment_stars", "fk_comment_chosen", "idx_comment_chosen");
			bench.upgrade();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
		}
	}

	private static LawBench bench(TestDatabase database) {
		return new LawBench(database, HibernateSchema.of(database, ENTITIES).entities());
	}

	private static List<String> names(LawBench bench) {
		bench.generate("names");
		return names(text(bench));
	}

	private static List<String> names(String text) {
		Set<String> names = new TreeSet<>();
		Matcher matcher = NAME.matcher(text);
		while (matcher.find()) {
			names.add(matcher.group(1).toLowerCase(Locale.ROOT));
		}
		return new ArrayList<>(names);
	}

	private static String text(LawBench bench) {
		try (Stream<Path> files = Files.walk(bench.folder().resolve("versions"))) {
			StringBuilder text = new StringBuilder();
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				text.append(Files.readString(file));
			}
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tables with the names as a product stores them.
	 *
	 * @param product the product
	 */
	private record Case(TestProduct product) {

		String of(String name) {
			return (this.product == TestProduct.H2) ? name.toUpperCase(Locale.ROOT) : name;
		}

		List<String> all(String... names) {
			return Stream.of(names).map(this::of).toList();
		}

		Table table(String name, String... columns) {
			List<Column> all = Stream.of(columns).map((column) -> Column.of(of(column), "integer", false)).toList();
			return Table.of(QualifiedName.of(of(name)), all)
				.withPrimaryKey(new PrimaryKey("", List.of(all.get(all.size() - 1).name())));
		}

		ForeignKey key(Table target, String column) {
			return ForeignKey.of("", List.of(of(column)), target.name(), List.of(of("id")));
		}

	}

	@Entity(name = "Issue")
	@jakarta.persistence.Table(uniqueConstraints = @UniqueConstraint(columnNames = { "project", "number" }),
			indexes = { @jakarta.persistence.Index(columnList = "placedAt"),
					@jakarta.persistence.Index(columnList = "opened_at desc, closed_at") })
	static class Issue {

		@Id
		long id;

		@jakarta.persistence.Column(unique = true)
		String slug;

		int project;

		int number;

		int placedAt;

		int openedAt;

		int closedAt;

		@ElementCollection
		List<String> labels;

	}

	@Entity(name = "Comment")
	@jakarta.persistence.Table(
			indexes = @jakarta.persistence.Index(name = "idx_comment_chosen", columnList = "code, stars"))
	static class Comment {

		@Id
		long id;

		@ManyToOne
		Issue issue;

		@ManyToOne
		@JoinColumn(name = "reviewer_id")
		Issue reviewedBy;

		@ManyToOne
		@JoinColumn(name = "chosen_id", foreignKey = @jakarta.persistence.ForeignKey(name = "fk_comment_chosen"))
		Issue chosen;

		@NaturalId
		@jakarta.persistence.Column(nullable = false)
		String code;

		@Min(1)
		@Max(5)
		int stars;

	}

	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Vehicle {

		@Id
		long id;

	}

	@Entity(name = "Car")
	static class Car extends Vehicle {

		int doors;

	}

}
