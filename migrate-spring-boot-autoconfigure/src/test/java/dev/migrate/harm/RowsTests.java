package dev.migrate.harm;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.ChangeView;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.change.Risk;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that rows survive generated revisions, and that a revision which rows make
 * impossible runs nothing.
 */
class RowsTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "HSQLDB", "SQLITE", "MYSQL" })
	void newSequenceStartsAboveTheRowsThatItNumbers(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(ByHand.class)) {
			shop.release("create all");
			shop.database().execute("insert into parcel (id) values (1), (7), (1000)");
			shop.map(Numbered.class).release("number");
			assertThat(persist(shop, Numbered.class, new Numbered())).isGreaterThan(1000);
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "HSQLDB", "SQLITE", "MYSQL" })
	void newSequenceOfAnEmptyTableStartsAtItsFirstValue(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(ByHand.class)) {
			shop.release("create all");
			shop.map(Numbered.class).release("number");
			assertThat(persist(shop, Numbered.class, new Numbered())).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "HSQLDB", "SQLITE", "MYSQL" })
	void sequenceThatReplacesAnIdentityStartsAboveItsRowsAndBack(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(ByIdentity.class)) {
			shop.release("create all");
			for (int i = 0; i < 5; i++) {
				persist(shop, ByIdentity.class, new ByIdentity());
			}
			shop.map(Numbered.class).release("number");
			long numbered = persist(shop, Numbered.class, new Numbered());
			assertThat(numbered).isGreaterThan(5);
			shop.downgrade("-1");
			assertThat(persist(shop, ByIdentity.class, new ByIdentity())).isGreaterThan(numbered);
			shop.upgrade("head");
			assertThat(persist(shop, Numbered.class, new Numbered())).isGreaterThan(numbered + 1);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
	void duplicatesUnderANewKeyStopTheRevisionBeforeItsFirstStatement(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Person.class)) {
			shop.release("create all");
			shop.database()
				.execute("insert into person (id, email, city) values (1, 'a', 'x'), (2, 'a', 'y'), (3, null, 'z'),"
						+ " (4, null, 'z')");
			List<String> before = shop.oracle();
			GeneratedView generated = shop.map(UniquePerson.class).generate("unique email");
			assertThat(generated.notes()).singleElement()
				.satisfies((note) -> assertThat(note)
					.containsIgnoringCase("rows of table person have the same values in email")
					.endsWith("For example: a."));
			assertThat(generated.changes()).extracting(ChangeView::description)
				.anyMatch((text) -> text.toLowerCase().startsWith("add column"));
			assertStopped(shop, before, "have the same values in email");
			shop.database().execute("update person set email = 'b' where id = 2");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(rows(shop, "select email from person order by id")).containsExactly("a", "b", null, null);
		}
	}

	@ParameterizedTest
	@EnumSource
	void nullsStopTheRevisionBeforeItsFirstStatement(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Person.class)) {
			shop.release("create all");
			shop.database().execute("insert into person (id, email, city) values (1, 'a', null)");
			List<String> before = shop.oracle();
			shop.map(CityPerson.class).generate("city");
			assertStopped(shop, before, "hold null in city");
			shop.database().execute("update person set city = 'x'");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
	void valuesThatDoNotFitStopTheRevisionBeforeItsFirstStatement(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Person.class)) {
			shop.release("create all");
			shop.database().execute("insert into person (id, email, city) values (1, 'a@example.org', 'x')");
			List<String> before = shop.oracle();
			shop.map(ShortPerson.class).generate("shorter");
			assertStopped(shop, before, "that do not fit");
			shop.database().execute("update person set email = 'a@b.c'");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			assertThat(rows(shop, "select email from person")).containsExactly("a@b.c");
		}
	}

	@ParameterizedTest
	@EnumSource
	void primaryKeyIsReplacedOrKept(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Pair.class)) {
			shop.release("create all");
			shop.database().execute("insert into pair (a, b) values (1, 1), (1, 2)");
			List<String> before = shop.oracle();
			shop.map(Single.class).generate("single");
			assertStopped(shop, before, "have the same values in a");
			shop.database().execute("delete from pair where b = 2");
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void removedValueIsCheckedAfterEarlierRevisionsHaveRun(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Ticket.class);
				EvolvingApplication site = new EvolvingApplication(product, this.folder)) {
			String first = shop.release("create all").revision();
			shop.byHand("update ticket set state = 'OPEN' where state = 'RESOLVED'");
			shop.map(ShortTicket.class).release("fewer states");
			site.upgrade(first);
			site.database().execute("insert into ticket (id, state) values (1, 'RESOLVED')");
			site.upgrade("head");
			assertThat(site.map(ShortTicket.class).check().agrees()).isTrue();
			assertThat(rows(site, "select state from ticket")).containsExactly("OPEN");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void rowsWithARemovedValueStopTheRevision(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Ticket.class)) {
			shop.release("create all");
			shop.database().execute("insert into ticket (id, state) values (1, 'RESOLVED')");
			List<String> before = shop.oracle();
			shop.map(ShortTicket.class).generate("fewer states");
			assertStopped(shop, before, "'RESOLVED'");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void moreAllowedValuesStopNothing(TestProduct product) throws SQLException {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(ShortTicket.class)) {
			shop.release("create all");
			assertThat(shop.map(Ticket.class).generate("more states").changes()).isNotEmpty()
				.allSatisfy((change) -> assertThat(change.risks()).as(change.description())
					.extracting(Risk::kind)
					.doesNotContain(Risk.Kind.MAY_FAIL, Risk.Kind.BREAKS_RUNNING_VERSION, Risk.Kind.LOSES_DATA));
		}
	}

	private static void assertStopped(EvolvingApplication shop, List<String> before, String reason) {
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.upgrade("head"))
			.satisfies((ex) -> assertThat(ex.getMessage()).containsIgnoringCase(reason)
				.contains("The query: select count(*) from (", "None of its statements has taken effect."));
		assertThat(shop.oracle()).isEqualTo(before);
	}

	private static long persist(EvolvingApplication shop, Class<?> type, Object entity) {
		MetadataSources sources = new MetadataSources(new StandardServiceRegistryBuilder()
			.applySettings(Map.of("jakarta.persistence.nonJtaDataSource", shop.database().dataSource(),
					"hibernate.hbm2ddl.auto", "none"))
			.build());
		sources.addAnnotatedClass(type);
		try (SessionFactory factory = sources.buildMetadata().buildSessionFactory()) {
			factory.inTransaction((session) -> session.persist(entity));
			return (Long) factory.getPersistenceUnitUtil().getIdentifier(entity);
		}
	}

	private static List<String> rows(EvolvingApplication shop, String query) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Connection connection = shop.database().connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

	@Entity(name = "parcel")
	static class ByHand {

		@Id
		Long id;

	}

	@Entity(name = "parcel")
	static class Numbered {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(name = "parcel_number", sequenceName = "parcel_number", allocationSize = 20)
		Long id;

	}

	@Entity(name = "parcel")
	static class ByIdentity {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

	}

	@Entity(name = "person")
	static class Person {

		@Id
		Long id;

		@Column(length = 40)
		String email;

		@Column(length = 40)
		String city;

	}

	@Entity(name = "person")
	@Table(uniqueConstraints = @UniqueConstraint(name = "person_email_key", columnNames = "email"))
	static class UniquePerson {

		@Id
		Long id;

		@Column(length = 40)
		String email;

		@Column(length = 40)
		String city;

		@Column(length = 40)
		String phone;

	}

	@Entity(name = "person")
	static class CityPerson {

		@Id
		Long id;

		@Column(length = 40)
		String email;

		@Column(length = 40, nullable = false)
		String city;

		@Column(length = 40)
		String phone;

	}

	@Entity(name = "person")
	static class ShortPerson {

		@Id
		Long id;

		@Column(length = 10)
		String email;

		@Column(length = 40)
		String city;

		@Column(length = 40)
		String phone;

	}

	@Entity(name = "pair")
	@IdClass(PairId.class)
	static class Pair {

		@Id
		Long a;

		@Id
		Long b;

	}

	record PairId(Long a, Long b) {

	}

	@Entity(name = "pair")
	static class Single {

		@Id
		Long a;

		@Column(nullable = false)
		Long b;

	}

	enum State {

		OPEN, CLOSED, RESOLVED

	}

	enum ShortState {

		OPEN, CLOSED

	}

	@Entity(name = "ticket")
	static class Ticket {

		@Id
		Long id;

		@Enumerated(EnumType.STRING)
		State state;

	}

	@Entity(name = "ticket")
	static class ShortTicket {

		@Id
		Long id;

		@Enumerated(EnumType.STRING)
		ShortState state;

	}

}
