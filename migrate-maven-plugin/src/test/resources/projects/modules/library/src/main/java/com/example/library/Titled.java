package com.example.library;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public class Titled {

	private String title;

}
