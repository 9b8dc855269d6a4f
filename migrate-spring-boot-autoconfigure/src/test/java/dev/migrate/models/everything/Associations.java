package dev.migrate.models.everything;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Bag;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * References, collections, embeddables and composite keys.
 */
public final class Associations {

	private Associations() {
	}

	@Entity(name = "Node")
	static class Node {

		@Id
		@GeneratedValue
		Long id;

		@Column(unique = true, nullable = false, length = 40)
		String code;

		@ManyToOne
		Node parent;

		@ManyToOne
		@JoinColumn(name = "root_id", foreignKey = @ForeignKey(name = "fk_node_root"))
		@OnDelete(action = OnDeleteAction.CASCADE)
		Node root;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.SET_NULL)
		Node previous;

		@ManyToOne
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		Node free;

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		Node missing;

		@ManyToOne
		@JoinColumn(name = "by_code", referencedColumnName = "code")
		Node byCode;

		@ManyToOne
		@JoinColumn(name = "custom_id", foreignKey = @ForeignKey(name = "fk_node_custom",
				foreignKeyDefinition = "foreign key (custom_id) references node (id) on delete set null"))
		Node custom;

	}

	@Entity(name = "Hen")
	static class Hen {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne
		Egg hatchedFrom;

	}

	@Entity(name = "Egg")
	static class Egg {

		@Id
		@GeneratedValue
		Long id;

		@ManyToOne(optional = false)
		Hen laidBy;

		@OneToOne(cascade = CascadeType.ALL)
		@JoinColumn(nullable = false)
		Shell shell;

	}

	@Entity(name = "Shell")
	static class Shell {

		@Id
		@GeneratedValue
		Long id;

		@OneToOne(mappedBy = "shell")
		Egg egg;

		@OneToOne
		Hen keptBy;

	}

	@Entity(name = "Passport")
	static class Passport {

		@Id
		Long id;

		@OneToOne
		@MapsId
		Hen owner;

	}

	@Entity(name = "Ring")
	static class Ring {

		@Id
		Long id;

		@OneToOne(optional = false)
		@PrimaryKeyJoinColumn
		Hen wearer;

	}

	@Entity(name = "Library")
	static class Library {

		@Id
		@GeneratedValue
		Long id;

		@Embedded
		Address address;

		@Embedded
		@AttributeOverride(name = "street", column = @Column(name = "post_street", length = 100))
		@AttributeOverride(name = "zip", column = @Column(name = "post_zip", unique = true))
		Address postAddress;

		@ElementCollection
		Set<String> tags;

		@ElementCollection
		@OrderColumn(name = "position")
		@Column(name = "line", length = 80)
		List<String> lines;

		@ElementCollection
		@CollectionTable(name = "library_branches", joinColumns = @JoinColumn(name = "library", nullable = false),
				foreignKey = @ForeignKey(name = "fk_branch_library"),
				uniqueConstraints = @UniqueConstraint(columnNames = { "library", "zip" }),
				indexes = @Index(columnList = "street"))
		@OnDelete(action = OnDeleteAction.CASCADE)
		List<Address> branches;

		@ElementCollection
		@MapKeyColumn(name = "language", length = 5)
		@Column(name = "title", nullable = false)
		Map<String, String> titles;

		@ElementCollection
		@MapKeyEnumerated(EnumType.STRING)
		Map<Day, String> hours;

		@ElementCollection
		@MapKeyJoinColumn(name = "hen_id")
		Map<Hen, Integer> hens;

		@ElementCollection
		@Bag
		List<Integer> numbers;

		@ManyToMany
		Set<Hen> guests;

		@ManyToMany
		@JoinTable(name = "library_node", joinColumns = @JoinColumn(name = "library_id"),
				inverseJoinColumns = @JoinColumn(name = "node_code", referencedColumnName = "code"),
				uniqueConstraints = @UniqueConstraint(name = "uk_library_node", columnNames = { "node_code" }),
				foreignKey = @ForeignKey(name = "fk_ln_library"), inverseForeignKey = @ForeignKey(name = "fk_ln_node"))
		@OrderColumn
		List<Node> nodes;

		@OneToMany
		List<Egg> eggs;

		@OneToMany
		@JoinColumn(name = "library_id")
		List<Shelf> shelves;

		@OneToMany
		@JoinTable(name = "library_main_shelf")
		Set<Shelf> mainShelves;

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "H", entity = Hen.class)
		@AnyDiscriminatorValue(discriminator = "E", entity = Egg.class)
		@Column(name = "mascot_type", length = 1)
		@JoinColumn(name = "mascot_id")
		Object mascot;

	}

	@Embeddable
	static class Address {

		String street;

		@Column(length = 10)
		String zip;

	}

	@Entity(name = "Shelf")
	static class Shelf {

		@EmbeddedId
		ShelfKey key;

		@ManyToOne
		@JoinColumn(name = "above_row", referencedColumnName = "row_no")
		@JoinColumn(name = "above_room", referencedColumnName = "room")
		Shelf above;

	}

	@Embeddable
	record ShelfKey(String room, @Column(name = "row_no") int row) {

	}

	@Entity(name = "Slot")
	@IdClass(SlotKey.class)
	@Table(name = "slots")
	static class Slot {

		@Id
		@ManyToOne
		Shelf shelf;

		@Id
		int number;

		String content;

	}

	static class SlotKey {

		ShelfKey shelf;

		int number;

		@Override
		public boolean equals(Object other) {
			return other instanceof SlotKey key && key.number == this.number && key.shelf.equals(this.shelf);
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

	enum Day {

		MONDAY, SUNDAY

	}

}
