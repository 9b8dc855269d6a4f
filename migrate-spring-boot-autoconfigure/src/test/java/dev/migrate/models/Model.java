package dev.migrate.models;

import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.migrate.models.everything.Associations;
import dev.migrate.models.everything.Audits;
import dev.migrate.models.everything.Basics;
import dev.migrate.models.everything.Constraints;
import dev.migrate.models.everything.Generators;
import dev.migrate.models.everything.Inheritances;
import dev.migrate.models.everything.Intervals;
import dev.migrate.models.everything.LongNames;
import dev.migrate.models.everything.Names;
import dev.migrate.models.everything.PartialIndexes;
import dev.migrate.models.everything.Quoted;
import dev.migrate.models.everything.Rarities;
import dev.migrate.models.everything.Variations;
import dev.migrate.models.everything.h2.OnH2;
import dev.migrate.models.everything.hsqldb.OnHsqldb;
import dev.migrate.models.everything.mysql.OnMysql;
import dev.migrate.models.everything.postgresql.OnPostgresql;
import dev.migrate.models.everything.postgresql.QuotedOnPostgresql;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.testing.orm.domain.animal.AnimalDomainModel;
import org.hibernate.testing.orm.domain.contacts.ContactsDomainModel;
import org.hibernate.testing.orm.domain.library.LibraryDomainModel;
import org.hibernate.testing.orm.domain.userguide.UserguideDomainModel;

import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;
import org.springframework.modulith.events.jpa.JpaEventPublication;

/**
 * The models that the laws are tested with: entities of other projects, and our own with
 * every mapping.
 */
public enum Model {

	/**
	 * Keycloak, with the default names of JPA.
	 */
	KEYCLOAK(Model::keycloak, jpaNames(), EnumSet.allOf(TestProduct.class), ";NON_KEYWORDS=VALUE,KEY,VALUES,DAY,USER"),

	/**
	 * Hibernate's own animals.
	 */
	ANIMAL(() -> List.of(new AnimalDomainModel().getAnnotatedClasses())),

	/**
	 * Hibernate's own address book.
	 */
	CONTACTS(() -> List.of(ContactsDomainModel.INSTANCE.getAnnotatedClasses())),

	/**
	 * Hibernate's own books.
	 */
	LIBRARY(() -> List.of(new LibraryDomainModel().getAnnotatedClasses())),

	/**
	 * The entities of Hibernate's user guide.
	 */
	USERGUIDE(() -> List.of(new UserguideDomainModel().getAnnotatedClasses())),

	/**
	 * Spring Modulith's event publications.
	 */
	MODULITH(Model::modulith),

	/**
	 * Every mapping that affects a schema.
	 */
	EVERYTHING(
			() -> mappedIn(Associations.class, Basics.class, Constraints.class, Generators.class, Inheritances.class,
					Names.class, LongNames.class),
			springNames(), EnumSet.complementOf(EnumSet.of(TestProduct.MYSQL, TestProduct.MARIADB)), ""),

	/**
	 * The same for products that reject long names and treat a schema as a catalog, with
	 * their own mappings.
	 */
	EVERYTHING_MYSQL(
			() -> mappedIn(Associations.class, Basics.class, Constraints.class, Generators.class, Inheritances.class,
					Names.class, Rarities.class, OnMysql.class),
			ownCatalogs(), EnumSet.of(TestProduct.MYSQL, TestProduct.MARIADB), ""),

	/**
	 * The mappings that most products support.
	 */
	EVERYTHING_RARE(() -> mappedIn(Rarities.class, Intervals.class), springNames(),
			EnumSet.complementOf(
					EnumSet.of(TestProduct.HSQLDB, TestProduct.MYSQL, TestProduct.MARIADB, TestProduct.SQLITE)),
			""),

	/**
	 * The attributes of annotations that the others do not use.
	 */
	EVERYTHING_VARIED(() -> mappedIn(Variations.class), springNames(), EnumSet.allOf(TestProduct.class), ""),

	/**
	 * Indexes on a part of the rows.
	 */
	EVERYTHING_PARTIAL(() -> mappedIn(PartialIndexes.class), springNames(),
			EnumSet.of(TestProduct.POSTGRESQL, TestProduct.SQLITE, TestProduct.SQLSERVER), ""),

	/**
	 * The mappings that only HSQLDB supports.
	 */
	EVERYTHING_HSQLDB(() -> mappedIn(OnHsqldb.class), springNames(), EnumSet.of(TestProduct.HSQLDB), ""),

	/**
	 * The tables of Envers, and a mapping file.
	 */
	AUDITED(() -> mappedIn(Audits.class)),

	/**
	 * The mappings that only H2 supports.
	 */
	EVERYTHING_H2(() -> mappedIn(OnH2.class), springNames(), EnumSet.of(TestProduct.H2), ""),

	/**
	 * The mappings that only PostgreSQL supports.
	 */
	EVERYTHING_POSTGRESQL(() -> mappedIn(OnPostgresql.class), springNames(), EnumSet.of(TestProduct.POSTGRESQL), ""),

	/**
	 * A model that quotes all names.
	 */
	QUOTED(() -> mappedIn(Quoted.class), quotedNames(), EnumSet.allOf(TestProduct.class), ""),

	/**
	 * The same with a named enum, which Hibernate does not quote.
	 */
	QUOTED_POSTGRESQL(() -> mappedIn(QuotedOnPostgresql.class), quotedNames(), EnumSet.of(TestProduct.POSTGRESQL), "");

	private final Classes classes;

	private final Map<String, Object> settings;

	private final Set<TestProduct> products;

	private final String h2Options;

	Model(Classes classes) {
		this(classes, springNames(), EnumSet.allOf(TestProduct.class), "");
	}

	Model(Classes classes, Map<String, Object> settings, Set<TestProduct> products, String h2Options) {
		this.classes = classes;
		this.settings = settings;
		this.products = products;
		this.h2Options = h2Options;
	}

	/**
	 * Return the annotated classes.
	 * @return the classes
	 */
	public List<Class<?>> classes() {
		try {
			return this.classes.find();
		}
		catch (Exception ex) {
			throw new IllegalStateException("No classes for " + this, ex);
		}
	}

	/**
	 * Return the mapping files of the model.
	 * @return the paths on the class path
	 */
	public List<String> mappingFiles() {
		return (this == AUDITED) ? List.of("models/orm.xml") : List.of();
	}

	/**
	 * Return the Hibernate settings that the model needs.
	 * @return the settings
	 */
	public Map<String, Object> settings() {
		return this.settings;
	}

	/**
	 * Return whether a product supports the model.
	 * @param product the product
	 * @return {@code true} if the product supports it
	 */
	public boolean runsOn(TestProduct product) {
		return this.products.contains(product);
	}

	/**
	 * Return whether the names of catalogs begin with the name of the database, so that
	 * the desired schema differs between databases.
	 * @return {@code true} if they do
	 */
	public boolean hasOwnCatalogs() {
		return this.settings.containsValue(OwnCatalogs.class.getName());
	}

	/**
	 * Return the options of an H2 URL that Hibernate's own statements need.
	 * @return the options with their semicolon, or nothing
	 */
	public String h2Options() {
		return this.h2Options;
	}

	/**
	 * Return the options of an HSQLDB URL that Hibernate's own statements need.
	 * @return the options with their semicolon, or nothing
	 */
	public String hsqldbOptions() {
		return (this == KEYCLOAK) ? ";sql.syntax_pgs=true" : "";
	}

	/**
	 * Create an empty database with the options that Hibernate's own statements need.
	 * @param product the product
	 * @return the database
	 */
	public TestDatabase create(TestProduct product) {
		return switch (product) {
			case H2 -> TestDatabases.h2(this.h2Options);
			case HSQLDB -> TestDatabases.hsqldb(hsqldbOptions());
			default -> product.create();
		};
	}

	/**
	 * Return the URL of a separate in-memory H2 database.
	 * @param name the name of the database
	 * @return the URL
	 */
	public String h2Url(String name) {
		return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1" + this.h2Options;
	}

	/**
	 * Return the views that the application of the model creates.
	 * @param product the product
	 * @return the queries by the names of their views
	 */
	public Map<String, String> views(TestProduct product) {
		String schema = (product == TestProduct.SQLITE) ? "" : "archive.";
		return switch (this) {
			case EVERYTHING -> Map.of("labels", "select id, label from " + schema + "archived");
			case EVERYTHING_MYSQL -> Map.of("labels", "select id, another as label from special");
			default -> Map.of();
		};
	}

	private static Map<String, Object> jpaNames() {
		return Map.of(AvailableSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategyStandardImpl.class.getName(),
				AvailableSettings.IMPLICIT_NAMING_STRATEGY, ImplicitNamingStrategyJpaCompliantImpl.class.getName());
	}

	private static Map<String, Object> quotedNames() {
		Map<String, Object> settings = new HashMap<>(jpaNames());
		settings.put(AvailableSettings.GLOBALLY_QUOTED_IDENTIFIERS, true);
		return settings;
	}

	private static Map<String, Object> springNames() {
		return Map.of(AvailableSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategySnakeCaseImpl.class.getName(),
				AvailableSettings.IMPLICIT_NAMING_STRATEGY, SpringImplicitNamingStrategy.class.getName());
	}

	private static Map<String, Object> ownCatalogs() {
		return Map.of(AvailableSettings.PHYSICAL_NAMING_STRATEGY, OwnCatalogs.class.getName(),
				AvailableSettings.IMPLICIT_NAMING_STRATEGY, SpringImplicitNamingStrategy.class.getName());
	}

	private static List<Class<?>> keycloak() throws Exception {
		try (InputStream descriptor = Model.class.getClassLoader().getResourceAsStream("default-persistence.xml")) {
			var elements = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(descriptor)
				.getElementsByTagName("class");
			Class<?>[] classes = new Class<?>[elements.getLength()];
			for (int i = 0; i < classes.length; i++) {
				classes[i] = Class.forName(elements.item(i).getTextContent().strip());
			}
			return List.of(classes);
		}
	}

	private static List<Class<?>> modulith() throws Exception {
		String packageName = JpaEventPublication.class.getPackageName();
		return List.of(JpaEventPublication.class, Class.forName(packageName + ".updating.DefaultJpaEventPublication"),
				Class.forName(packageName + ".archiving.ArchivedJpaEventPublication"));
	}

	private static List<Class<?>> mappedIn(Class<?>... holders) {
		return Arrays.stream(holders)
			.flatMap((holder) -> Stream.of(holder.getDeclaredClasses()))
			.filter((type) -> type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class)
					|| type.isAnnotationPresent(MappedSuperclass.class))
			.<Class<?>>map((type) -> type)
			.sorted((first, second) -> first.getName().compareTo(second.getName()))
			.toList();
	}

	@FunctionalInterface
	private interface Classes {

		List<Class<?>> find() throws Exception;

	}

}
